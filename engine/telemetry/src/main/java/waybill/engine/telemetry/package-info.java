/** Traces, recorded with OpenTelemetry and sent by OTLP; nobody else knows of either. */
@NullMarked
package waybill.engine.telemetry;

import org.jspecify.annotations.NullMarked;
