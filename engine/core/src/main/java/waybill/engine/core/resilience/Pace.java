package waybill.engine.core.resilience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Time as it passes for calls: it never goes back, whatever happens to the clock on the wall, and can be waited for.
 */
public interface Pace {
    /** Real time. */
    Pace REAL = new Pace() {
        private final long start = System.nanoTime();

        @Override
        public long nanos() {
            return System.nanoTime() - start;
        }

        @Override
        public void pause(Duration howLong) throws InterruptedException {
            boolean never = new CountDownLatch(1).await(howLong.toNanos(), TimeUnit.NANOSECONDS);
            if (never) {
                throw new IllegalStateException("nobody opens this latch");
            }
        }
    };

    /** How much time has passed since some moment. */
    long nanos();

    /** Returns when so much time has passed, or throws because nobody waits any more. */
    void pause(Duration howLong) throws InterruptedException;

    /** The same as a clock, for the library that wants one; its dates mean nothing. */
    default Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.EPOCH.plusNanos(nanos());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
