package waybill.server.neighbours;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import waybill.engine.core.commands.Overloaded;
import waybill.engine.core.resilience.NotReached;

/** Waits on the caller's own thread for what a service of the same process answers. */
final class Waited {
    private Waited() {}

    /**
     * The answer.
     *
     * @throws NotReached if it was turned away before anything was queued: provably nothing was done
     * @throws java.util.concurrent.TimeoutException if there is none in time; it may still be done
     */
    static <T> T on(CompletableFuture<T> answer, Duration timeout) throws Exception {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case Overloaded tooMuch -> new NotReached("too much to do", tooMuch);
                case RejectedExecutionException tooMany -> new NotReached("too many are waiting", tooMany);
                case Exception reason -> reason;
                case null, default -> failed;
            };
        }
    }
}
