package waybill.engine.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.tracing.Span;

/** A span of OpenTelemetry. */
final class RecordedSpan implements Span {
    private final io.opentelemetry.api.trace.Span span;
    private final String traceparent;

    RecordedSpan(io.opentelemetry.api.trace.Span span) {
        this.span = span;
        SpanContext context = span.getSpanContext();
        this.traceparent = "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01";
    }

    @Override
    public String traceparentOr(@Nullable String cause) {
        return traceparent;
    }

    @Override
    public boolean isRecorded() {
        return true;
    }

    @Override
    public Span with(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    @Override
    public Span with(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    @Override
    public Span failed() {
        span.setStatus(StatusCode.ERROR);
        return this;
    }

    @Override
    public void end() {
        span.end();
    }
}
