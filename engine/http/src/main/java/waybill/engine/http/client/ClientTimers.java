package waybill.engine.http.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import waybill.engine.core.time.Latencies;

/** {@code http_client_requests_seconds} of one service: every attempt, by method and by what came of it. */
final class ClientTimers {
    private record Labels(String method, String status) {}

    private final String name;
    private final MeterRegistry meters;
    private final ConcurrentHashMap<Labels, Timer> timers = new ConcurrentHashMap<>();

    ClientTimers(String name, MeterRegistry meters) {
        this.name = name;
        this.meters = meters;
    }

    /** Notes one attempt; its status is that of HTTP, or why there is none. */
    void record(String method, String status, long nanos) {
        timers.computeIfAbsent(new Labels(method, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Makes the series of good answers to this method, at 0. */
    void expect(String method) {
        var _ = timers.computeIfAbsent(new Labels(method, "200"), this::timer);
    }

    private Timer timer(Labels labels) {
        return Timer.builder("http.client.requests")
                .description("How long attempts took, until their answer was read or given up")
                .tags("name", name, "method", labels.method, "status", labels.status)
                .serviceLevelObjectives(Latencies.buckets())
                .register(meters);
    }
}
