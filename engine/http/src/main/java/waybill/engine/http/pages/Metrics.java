package waybill.engine.http.pages;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.tracing.Exemplar;
import waybill.engine.core.tracing.Traceparent;

/** The metrics of a process, as Prometheus reads them, with those of the JVM in them from the start. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** Without examples. */
    public Metrics() {
        this(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /** Histograms whose buckets name a trace as an example, where traces are recorded. */
    public static Metrics withExamples() {
        return new Metrics(new PrometheusMeterRegistry(
                PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new Examples()));
    }

    private Metrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
        new JvmMemoryMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    /** Where every meter of the process is registered. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Says what never changes by the label of a metric that is always 1; its name ends with {@code _info}. */
    public static void info(String name, String label, String value, PrometheusMeterRegistry registry) {
        Info.builder()
                .name(name)
                .help("Always 1; its label says what never changes")
                .labelNames(label)
                .register(registry.getPrometheusRegistry())
                .setLabelValues(value);
    }

    /** Only recorded traces are ever said here. */
    private static final class Examples implements SpanContext {
        @Override
        public @Nullable String getCurrentTraceId() {
            String now = Exemplar.now();
            return now == null ? null : Traceparent.traceId(now);
        }

        @Override
        public @Nullable String getCurrentSpanId() {
            String now = Exemplar.now();
            return now == null ? null : Traceparent.spanId(now);
        }

        @Override
        public boolean isCurrentSpanSampled() {
            return Exemplar.now() != null;
        }

        @Override
        public void markCurrentSpanAsExemplar() {
            // it is kept whether it is an example or not
        }
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
