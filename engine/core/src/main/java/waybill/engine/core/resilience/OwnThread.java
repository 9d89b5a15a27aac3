package waybill.engine.core.resilience;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounds work that does not end by itself: it runs on a virtual thread of its own, and is interrupted. */
public final class OwnThread {
    private final ThreadFactory threads;

    /** Threads with this name. */
    public OwnThread(String name) {
        this.threads = Thread.ofVirtual().name(name + "-", 0).factory();
    }

    /**
     * Does the work, waits no longer than this, and throws what the work throws.
     *
     * @throws StillRunning if it was not done in time; it was interrupted, and may be going on
     */
    public <T> T within(Duration timeout, Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread working = threads.newThread(() -> run(work, done));
        working.start();
        try {
            return done.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            working.interrupt();
            StillRunning running = new StillRunning(done);
            running.initCause(late);
            throw running;
        } catch (InterruptedException givenUp) {
            working.interrupt();
            throw givenUp;
        } catch (ExecutionException failed) {
            throw thrown(failed);
        }
    }

    private static <T> void run(Callable<T> work, CompletableFuture<T> done) {
        try {
            done.complete(work.call());
        } catch (Throwable failed) {
            done.completeExceptionally(failed);
        }
    }

    private static Exception thrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Error defect -> throw defect;
            case Exception reason -> reason;
            case null, default -> failed;
        };
    }
}
