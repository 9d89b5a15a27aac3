package waybill.engine.core.time;

import java.time.Duration;

/** The steps by which histograms count how long something took: the same everywhere, so that they can be compared. */
public final class Latencies {
    private static final int[] MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000};

    private Latencies() {}

    /** From a millisecond to half a minute. */
    public static Duration[] buckets() {
        Duration[] buckets = new Duration[MILLIS.length];
        for (int i = 0; i < MILLIS.length; i++) {
            buckets[i] = Duration.ofMillis(MILLIS[i]);
        }
        return buckets;
    }
}
