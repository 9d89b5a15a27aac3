package waybill.engine.http.rates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import waybill.engine.core.rates.SharedBuckets;

/**
 * A bucket of tokens for each caller, which fills up steadily. Whoever has been away until its bucket was full again is
 * forgotten, and beyond the limit whoever was away longest: that gives it a full bucket, and costs nobody else any.
 * Where replicas share their buckets, those count.
 */
final class Buckets {
    private final SharedBuckets.Size size;
    private final Bandwidth bandwidth;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;
    private final Shared shared;

    /** Buckets of all replicas, each named so; while nobody knows of them, ours count. */
    record Shared(SharedBuckets all, String name) {
        private String of(String caller) {
            return name + " " + caller;
        }
    }

    /**
     * Empty buckets are nobody's.
     *
     * @param callersMax how many callers are remembered
     * @param nanos a clock that only goes forward
     */
    Buckets(Rate rate, int callersMax, LongSupplier nanos, Shared shared) {
        this.shared = shared;
        this.size = new SharedBuckets.Size(rate.burst(), rate.perSecond());
        this.bandwidth = Bandwidth.builder()
                .capacity(rate.burst())
                .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
                .build();
        this.time = new Clock(nanos);
        Duration full = Duration.ofSeconds(rate.burst() / rate.perSecond() + 1L);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(callersMax)
                .expireAfterAccess(full)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes a token of this caller's; 0 if there was one, or else how many seconds it takes until there is, rounded up.
     */
    long take(String caller) {
        return shared.all().take(shared.of(caller), size).map(Buckets::seconds).orElseGet(() -> takeOurs(caller));
    }

    private long takeOurs(String caller) {
        ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
    }

    /** The same without taking it. */
    long missing(String caller) {
        return shared.all()
                .missing(shared.of(caller), size)
                .map(Buckets::seconds)
                .orElseGet(() -> missingOfOurs(caller));
    }

    private static long seconds(Duration wait) {
        return wait.isZero() ? 0 : seconds(wait.toNanos());
    }

    private long missingOfOurs(String caller) {
        Bucket known = buckets.getIfPresent(caller);
        if (known == null) {
            return 0;
        }
        EstimationProbe probe = known.estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
    }

    /** How many callers are remembered. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket(String caller) {
        return buckets.get(
                caller,
                _ -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
    }

    private static long seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
    }

    private record Clock(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
