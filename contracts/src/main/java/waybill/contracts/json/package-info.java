/** How values are written as JSON bytes and read back, the same for stored events and for announcements. */
@NullMarked
package waybill.contracts.json;

import org.jspecify.annotations.NullMarked;
