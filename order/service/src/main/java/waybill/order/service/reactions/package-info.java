/** What an order notes when other services announce something. */
@NullMarked
package waybill.order.service.reactions;

import org.jspecify.annotations.NullMarked;
