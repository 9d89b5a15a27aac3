/** What payment announces. */
@NullMarked
package waybill.payment.service.announcements;

import org.jspecify.annotations.NullMarked;
