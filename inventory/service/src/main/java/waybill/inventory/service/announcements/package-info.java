/** What inventory announces. */
@NullMarked
package waybill.inventory.service.announcements;

import org.jspecify.annotations.NullMarked;
