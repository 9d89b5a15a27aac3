/** Traces as a process records them. */
@NullMarked
package waybill.engine.telemetry;

import org.jspecify.annotations.NullMarked;
