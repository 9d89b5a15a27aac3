package waybill.engine.core.resilience;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/** What is counted about the calls to one dependency; all of it is there from the start. */
final class CallMeters {
    private static final String NAME = "name";

    private final Map<Trouble, Counter> retries = new EnumMap<>(Trouble.class);
    private final Counter refused;
    private final Counter rejected;

    CallMeters(Policy policy, Breaker breaker, Semaphore room, MeterRegistry meters) {
        String name = policy.name();
        Gauge.builder("circuit.breaker.state", breaker, it -> it.isOpen() ? 1 : 0)
                .description("0 closed or half-open, 1 open")
                .tag(NAME, name)
                .strongReference(true)
                .register(meters);
        Gauge.builder("bulkhead.calls", room, it -> (double) policy.callsMax() - it.availablePermits())
                .description("Calls under way")
                .tag(NAME, name)
                .strongReference(true)
                .register(meters);
        for (Trouble reason : Trouble.values()) {
            retries.put(
                    reason,
                    Counter.builder("retry.count")
                            .description("Calls made again, by what became of the attempt before")
                            .tags(NAME, name, "reason", reason.label())
                            .register(meters));
        }
        this.refused = Counter.builder("circuit.breaker.refused")
                .description("Calls that an open breaker has refused")
                .tag(NAME, name)
                .register(meters);
        this.rejected = Counter.builder("bulkhead.rejected")
                .description("Calls for which there was no room")
                .tag(NAME, name)
                .register(meters);
    }

    void retried(Trouble reason) {
        Objects.requireNonNull(retries.get(reason)).increment();
    }

    void refused() {
        refused.increment();
    }

    void rejected() {
        rejected.increment();
    }
}
