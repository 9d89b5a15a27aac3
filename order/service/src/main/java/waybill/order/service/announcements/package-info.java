/** What orders announce. */
@NullMarked
package waybill.order.service.announcements;

import org.jspecify.annotations.NullMarked;
