/** What the service that keeps the stock tells everybody else. */
@NullMarked
package waybill.contracts.inventory;

import org.jspecify.annotations.NullMarked;
