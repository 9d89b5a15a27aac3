package waybill.engine.core.time;

import java.time.Duration;
import java.util.stream.IntStream;

/** The steps by which histograms count how long something took: the same everywhere, so that they can be compared. */
public final class Latencies {
    private static final int[] MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000};

    /** What waits for other services, for a deadline or for people takes longer. */
    private static final int[] MORE_MILLIS = {60_000, 300_000, 900_000, 3_600_000};

    private Latencies() {}

    /** From a millisecond to half a minute. */
    public static Duration[] buckets() {
        return durations(IntStream.of(MILLIS));
    }

    /** From a millisecond to an hour, for what a whole saga goes through. */
    public static Duration[] longBuckets() {
        return durations(IntStream.concat(IntStream.of(MILLIS), IntStream.of(MORE_MILLIS)));
    }

    private static Duration[] durations(IntStream millis) {
        return millis.mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
