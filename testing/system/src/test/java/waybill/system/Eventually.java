package waybill.system;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import waybill.system.program.ClusterProcesses;

/** Waits for a condition until a deadline, never for time to pass. */
final class Eventually {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A cluster is nine processes on a machine where otherwise two are. */
    private static final int TIMES = ClusterProcesses.wanted() ? 4 : 1;

    private Eventually() {}

    /** Repeats the assertion until it holds; at the deadline its last failure is the test's failure. */
    static void within(Duration deadline, Runnable assertion) {
        long end = System.nanoTime() + TIMES * deadline.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(
                            "not within " + deadline.toSeconds() + " s: " + notYet.getMessage(), notYet);
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }
}
