package waybill.torture.wire;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How a network behaves.
 *
 * @param refuses whether new connections are closed at once
 * @param losesAnswers whether what the server says is thrown away and the connection cut: the client cannot know
 * @param delayMillisMax how long each piece of data is held up, at most
 */
public record Weather(boolean refuses, boolean losesAnswers, int delayMillisMax) {
    /** All goes through. */
    public static final Weather FAIR = new Weather(false, false, 0);

    /** Nobody gets through. */
    public static final Weather CUT = new Weather(true, false, 0);

    /** Requests arrive, answers do not. */
    public static final Weather DEAF = new Weather(false, true, 0);

    /** Everything takes time. */
    public static Weather slow(int delayMillisMax) {
        return new Weather(false, false, delayMillisMax);
    }

    /** How long this piece is held up. When it comes, not whether: which is for the scheduler of threads anyway. */
    long delayNanos() {
        return delayMillisMax == 0
                ? 0
                : ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(delayMillisMax));
    }
}
