/** What inventory does when other services announce something. */
@NullMarked
package waybill.inventory.service.reactions;

import org.jspecify.annotations.NullMarked;
