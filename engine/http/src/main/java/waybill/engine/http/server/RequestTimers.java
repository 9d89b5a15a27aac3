package waybill.engine.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.time.Latencies;
import waybill.engine.core.tracing.Exemplar;

/** {@code http_server_requests_seconds} of one route: a histogram for each method and status that was answered. */
final class RequestTimers {
    /** The route of everything that no route answered. */
    static final String NO_ROUTE = "none";

    private static final int STATUS_END = 600;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final MeterRegistry registry;
    private final String route;
    private final ConcurrentHashMap<String, AtomicReferenceArray<@Nullable Timer>> byMethod = new ConcurrentHashMap<>();

    RequestTimers(MeterRegistry registry, String route) {
        this.registry = registry;
        this.route = route;
    }

    /** Notes one answered request, as an example of its trace if that is recorded. */
    void record(Exchange exchange, int status, long nanos) {
        if (exchange.isRecorded()) {
            Exemplar.of(exchange.trace.traceparent(), () -> record(exchange.method(), status, nanos));
        } else {
            record(exchange.method(), status, nanos);
        }
    }

    /** Notes one answered request. A method nobody knows is OTHER, so that clients cannot make labels. */
    void record(String method, int status, long nanos) {
        timer(METHODS.contains(method) ? method : "OTHER", status).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Makes the series of these statuses, at 0: what begins with its first failure has no rate of failures. */
    void expect(String method, int... statuses) {
        for (int status : statuses) {
            var _ = timer(method, status);
        }
    }

    private Timer timer(String method, int status) {
        AtomicReferenceArray<@Nullable Timer> timers = byMethod.get(method);
        if (timers == null) {
            timers = byMethod.computeIfAbsent(method, _ -> new AtomicReferenceArray<>(STATUS_END));
        }
        Timer timer = timers.get(status);
        if (timer == null) {
            timer = registered(method, status);
            timers.set(status, timer);
        }
        return timer;
    }

    /** Registering the same timer twice gives the same timer, so a race is harmless. */
    private Timer registered(String method, int status) {
        return Timer.builder("http.server.requests")
                .description("How long requests took, from their headers to their answer")
                .tag("method", method)
                .tag("route", route)
                .tag("status", String.format(Locale.ROOT, "%d", status))
                .serviceLevelObjectives(Latencies.buckets())
                .register(registry);
    }
}
