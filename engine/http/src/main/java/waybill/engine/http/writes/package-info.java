/** From a request to the command runner and back: idempotency keys, replays, faults. */
@NullMarked
package waybill.engine.http.writes;

import org.jspecify.annotations.NullMarked;
