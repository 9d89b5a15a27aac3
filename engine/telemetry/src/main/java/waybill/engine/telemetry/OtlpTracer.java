package waybill.engine.telemetry;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Traceparent;
import waybill.engine.core.tracing.Tracer;

/** What one service does, told to OpenTelemetry. */
final class OtlpTracer implements Tracer {
    private final io.opentelemetry.api.trace.Tracer tracer;
    private final double sample;

    OtlpTracer(io.opentelemetry.api.trace.Tracer tracer, double sample) {
        this.tracer = tracer;
        this.sample = sample;
    }

    @Override
    public boolean begins() {
        return sample > 0 && ThreadLocalRandom.current().nextDouble() < sample;
    }

    @Override
    public Span begin(Kind kind, String name, @Nullable String cause) {
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind(kind));
        if (cause == null) {
            builder.setNoParent();
        } else {
            builder.setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(context(cause))));
        }
        return new RecordedSpan(builder.startSpan());
    }

    private static SpanContext context(String traceparent) {
        return SpanContext.createFromRemoteParent(
                Traceparent.traceId(traceparent),
                Traceparent.spanId(traceparent),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private static SpanKind kind(Kind kind) {
        return switch (kind) {
            case SERVER -> SpanKind.SERVER;
            case CLIENT -> SpanKind.CLIENT;
            case PRODUCER -> SpanKind.PRODUCER;
            case CONSUMER -> SpanKind.CONSUMER;
        };
    }
}
