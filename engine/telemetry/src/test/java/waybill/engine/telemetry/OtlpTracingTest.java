package waybill.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Traceparent;
import waybill.engine.core.tracing.Tracer;
import waybill.engine.core.tracing.Tracer.Kind;

/** What is recorded, and that a collector which is away costs spans and nothing else. */
class OtlpTracingTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String LEFT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private double count(String result) {
        return meters.get("trace_spans").tag("result", result).counter().count();
    }

    @Test
    void a_trace_goes_on_where_it_is_recorded_and_passes_through_where_it_is_not() {
        try (OtlpTracing tracing = OtlpTracing.to(NOBODY, 0, meters)) {
            Tracer tracer = tracing.of("order");
            Span span = tracer.follow(Kind.CONSUMER, "order.created.v1", SAMPLED);
            String own = String.valueOf(span.traceparentOr(null));
            assertThat(Traceparent.traceId(own)).isEqualTo(Traceparent.traceId(SAMPLED));
            assertThat(Traceparent.spanId(own)).isNotEqualTo(Traceparent.spanId(SAMPLED));
            assertThat(Traceparent.isSampled(own)).isTrue();

            assertThat(tracer.follow(Kind.CONSUMER, "order.created.v1", LEFT)).isSameAs(Span.NONE);
            assertThat(tracer.follow(Kind.CONSUMER, "order.created.v1", null)).isSameAs(Span.NONE);
            assertThat(Span.NONE.traceparentOr(LEFT)).isSameAs(LEFT);
        }
    }

    @Test
    void as_many_traces_begin_as_are_to() {
        assertThat(begun(0)).isZero();
        assertThat(begun(1)).isEqualTo(10_000);
        assertThat(begun(0.05)).isBetween(300, 700);
    }

    private int begun(double sample) {
        try (OtlpTracing tracing = OtlpTracing.to(NOBODY, sample, new SimpleMeterRegistry())) {
            Tracer tracer = tracing.of("order");
            int begun = 0;
            for (int i = 0; i < 10_000; i++) {
                begun += tracer.begins() ? 1 : 0;
            }
            return begun;
        }
    }

    @Test
    void where_nobody_collects_spans_are_lost_and_counted_and_nobody_waits() {
        OtlpTracing tracing = OtlpTracing.to(NOBODY, 1, meters);
        Tracer tracer = tracing.of("order");
        long started = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            tracer.begin(Kind.SERVER, "POST /orders", null).end();
        }
        tracing.close();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        tracer.begin(Kind.SERVER, "POST /orders", null).end();
        assertThat(count("exported")).isZero();
        assertThat(count("failed") + count("dropped")).isEqualTo(20_001);
    }
}
