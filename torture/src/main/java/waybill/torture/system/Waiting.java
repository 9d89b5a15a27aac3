package waybill.torture.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition until a deadline, or for a while. */
public final class Waiting {
    private static final Duration OFTEN = Duration.ofMillis(50);

    private Waiting() {}

    /** Whether it came true in time. */
    public static boolean until(BooleanSupplier condition, Duration longest) {
        return until(condition, longest, OFTEN);
    }

    /** Whether it came true in time, looked at so often. */
    public static boolean until(BooleanSupplier condition, Duration longest, Duration pause) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }

    /** Lets this time pass; less if interrupted. */
    public static void pass(long millis) {
        until(() -> false, Duration.ofMillis(millis), Duration.ofMillis(Math.min(millis, 20)));
    }
}
