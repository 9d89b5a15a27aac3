package waybill.testkit.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come, until a deadline; never for time to pass. */
public final class Eventually {
    private static final long SECONDS_MAX = 30;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Eventually() {}

    /** Repeats the assertion until it holds; at the deadline its last failure is the test's failure. */
    public static void holds(Runnable assertion) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + SECONDS_MAX + " s: " + notYet.getMessage(), notYet);
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    /** What the future is completed with. */
    public static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("no answer: " + failed, failed);
        }
    }

    /** What the future fails with. */
    public static Throwable failureOf(CompletableFuture<?> future) {
        try {
            throw new AssertionError("an answer: " + future.get(SECONDS_MAX, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        } catch (TimeoutException none) {
            throw new AssertionError("neither an answer nor a failure", none);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return cause == null ? failed : cause;
        }
    }
}
