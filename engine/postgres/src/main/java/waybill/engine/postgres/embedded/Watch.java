package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looking closely at a process of somebody else's, which tells nobody when it gets somewhere. */
final class Watch {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    /** What is hoped for. */
    interface Hope {
        boolean cameTrue() throws IOException;
    }

    private Watch() {}

    /** Looks until it came true or the time is over, and says which. */
    static boolean until(Hope hope, Duration max) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!hope.cameTrue()) {
            if (System.nanoTime() - start > max.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }
}
