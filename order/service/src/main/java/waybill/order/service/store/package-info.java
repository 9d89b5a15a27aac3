/** How orders are kept in PostgreSQL: the stored events. */
@NullMarked
package waybill.order.service.store;

import org.jspecify.annotations.NullMarked;
