/** The order endpoints. */
@NullMarked
package waybill.order.service.http;

import org.jspecify.annotations.NullMarked;
