/** What the service that takes orders tells everybody else. */
@NullMarked
package waybill.contracts.order;

import org.jspecify.annotations.NullMarked;
