/** What has been shipped, cancelled and refunded of an order, line by line, and what is still open. */
@NullMarked
package waybill.order.domain.fulfilment;

import org.jspecify.annotations.NullMarked;
