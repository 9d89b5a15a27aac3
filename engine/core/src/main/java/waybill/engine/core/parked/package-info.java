/** Announcements that could not be applied: what is parked, and how an operator settles it. */
@NullMarked
package waybill.engine.core.parked;

import org.jspecify.annotations.NullMarked;
