/** What the service that moves the money tells everybody else. */
@NullMarked
package waybill.contracts.payment;

import org.jspecify.annotations.NullMarked;
