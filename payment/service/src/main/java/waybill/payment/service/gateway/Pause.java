package waybill.payment.service.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the sandbox lets time pass while it does not answer. */
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
