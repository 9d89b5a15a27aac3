/** What is counted and measured about orders, for dashboards and alerts. */
@NullMarked
package waybill.order.service.meters;

import org.jspecify.annotations.NullMarked;
