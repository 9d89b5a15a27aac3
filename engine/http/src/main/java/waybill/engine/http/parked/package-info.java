/** What operators see of parked events, and how they settle them, over HTTP. */
@NullMarked
package waybill.engine.http.parked;

import org.jspecify.annotations.NullMarked;
