package waybill.engine.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import waybill.engine.core.tracing.Tracer;
import waybill.engine.core.tracing.Tracing;

/**
 * Sends a part of all traces to a collector, by OTLP over HTTP. Each service of the process is a resource of its own,
 * so that a trace looks the same however the services are spread over processes.
 */
public final class OtlpTracing implements Tracing {
    private static final String NAMESPACE = "waybill";
    private static final String PATH = "/v1/traces";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int ATTRIBUTE_CHARACTERS_MAX = 256;

    private final double sample;
    private final SpanSending sending;
    private final ConcurrentHashMap<String, Tracer> tracers = new ConcurrentHashMap<>();

    private OtlpTracing(double sample, SpanSending sending) {
        this.sample = sample;
        this.sending = sending;
    }

    /**
     * Traces to this collector, which may be away.
     *
     * @param endpoint with or without the path {@code /v1/traces}
     * @param sample the share of traces that are recorded, of those that begin here
     */
    public static OtlpTracing to(URI endpoint, double sample, MeterRegistry meters) {
        String path = endpoint.getPath();
        boolean bare = path == null || path.isEmpty() || path.equals("/");
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint((bare ? endpoint.resolve(PATH) : endpoint).toString())
                .setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                .setRetryPolicy(null)
                .build();
        return new OtlpTracing(sample, SpanSending.start(exporter, meters));
    }

    @Override
    public Tracer of(String service) {
        return tracers.computeIfAbsent(service, this::tracer);
    }

    private Tracer tracer(String service) {
        // Whether a trace is recorded is decided before anything is asked of OpenTelemetry.
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder()
                        .put("service.name", service)
                        .put("service.namespace", NAMESPACE)
                        .build())
                .setSampler(Sampler.alwaysOn())
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(ATTRIBUTE_CHARACTERS_MAX)
                        .build())
                .addSpanProcessor(sending)
                .build();
        return new OtlpTracer(provider.get(NAMESPACE), sample);
    }

    @Override
    public void close() {
        sending.close();
    }
}
