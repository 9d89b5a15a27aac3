package waybill.engine.http.pages;

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

/** The metrics of a process, as Prometheus reads them, with those of the JVM in them from the start. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    public Metrics() {
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

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
