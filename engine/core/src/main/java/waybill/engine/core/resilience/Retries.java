package waybill.engine.core.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before each retry; when the list ends, so does trying.
 *
 * @param jitter by which share a wait may be longer or shorter, so that those who failed together do not come back
 *     together
 */
public record Retries(List<Duration> waits, double jitter) {
    private static final double JITTER = 0.25;

    public Retries {
        waits = List.copyOf(waits);
        if (waits.stream().anyMatch(wait -> !wait.isPositive()) || !(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("cannot wait like this: " + waits + " ± " + jitter);
        }
    }

    /** After 1, 2 and 3 s, to the point. */
    public static Retries usual() {
        return schedule(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    /** These waits, to the point. */
    public static Retries schedule(List<Duration> waits) {
        return new Retries(waits, 0);
    }

    /** After about 1, 2 and 4 s: each wait is a quarter longer or shorter, by chance. */
    public static Retries exponential() {
        return new Retries(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)), JITTER);
    }

    /** No second try. */
    public static Retries none() {
        return schedule(List.of());
    }

    /** The wait before this retry, the first being 0; {@code chance} is from 0 to 1. */
    Optional<Duration> waitBefore(int retry, DoubleSupplier chance) {
        if (retry >= waits.size()) {
            return Optional.empty();
        }
        Duration wait = waits.get(retry);
        return Optional.of(
                jitter == 0
                        ? wait
                        : Duration.ofNanos(Math.round(wait.toNanos() * (1 + jitter * (2 * chance.getAsDouble() - 1)))));
    }
}
