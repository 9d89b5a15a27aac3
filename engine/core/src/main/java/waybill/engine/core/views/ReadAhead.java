package waybill.engine.core.views;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The steps through a log one after another, the next one being read while the last one is applied. A step that was
 * read ahead may be shorter than the log by now: for who has a long way to go.
 */
public final class ReadAhead<E> implements AutoCloseable {
    private final LogSteps<E> steps;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("read-ahead").daemon().factory());
    private long[] from = {};
    private @Nullable CompletableFuture<LogSteps.Step<E>> ahead;

    /** Reads nothing yet. */
    public ReadAhead(LogSteps<E> steps) {
        this.steps = steps;
    }

    /** The step after these positions; the one after that is begun. */
    public LogSteps.Step<E> after(long[] positions) {
        CompletableFuture<LogSteps.Step<E>> begun = ahead;
        LogSteps.Step<E> step = begun != null && Arrays.equals(from, positions) ? read(begun) : steps.after(positions);
        long[] next = step.reached();
        from = next;
        ahead = CompletableFuture.supplyAsync(() -> steps.after(next), reader);
        return step;
    }

    private static <E> LogSteps.Step<E> read(CompletableFuture<LogSteps.Step<E>> begun) {
        try {
            return begun.join();
        } catch (CompletionException | CancellationException failed) {
            if (failed.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw failed;
        }
    }

    /** Waits for the step that is being read, and forgets it. */
    @Override
    public void close() {
        reader.close();
    }
}
