package waybill.payment.service.gateway.stripe;

import java.time.Duration;

/**
 * How long the caller still listens, over all the calls that one request takes.
 *
 * @param end on the clock of {@link System#nanoTime}
 */
record Patience(long end) {
    static Patience of(Duration howLong) {
        return new Patience(System.nanoTime() + howLong.toNanos());
    }

    boolean isOver() {
        return millisLeft() < 1;
    }

    /** For the next call; at least one, because zero would mean for ever. */
    int millis() {
        return Math.clamp(millisLeft(), 1, Integer.MAX_VALUE);
    }

    private long millisLeft() {
        return Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
}
