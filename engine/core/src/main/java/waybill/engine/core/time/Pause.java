package waybill.engine.core.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How somebody lets time pass: really, or in a test by counting. */
@FunctionalInterface
public interface Pause {
    /** Lets real time pass, unless interrupted. */
    Pause REAL = howLong -> {
        boolean never = new CountDownLatch(1).await(howLong.toNanos(), TimeUnit.NANOSECONDS);
        if (never) {
            throw new IllegalStateException("nobody opens this latch");
        }
    };

    /** Returns when so much time has passed. */
    void last(Duration howLong) throws InterruptedException;
}
