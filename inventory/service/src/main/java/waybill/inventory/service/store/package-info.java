/** How inventory is kept in PostgreSQL: the stored events and the stock rows. */
@NullMarked
package waybill.inventory.service.store;

import org.jspecify.annotations.NullMarked;
