package waybill.engine.core.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import waybill.engine.core.log.StoreFault;

/**
 * Turns many small concurrent calls into few large ones: whoever calls while a call is under way goes with the next
 * one. Nobody waits to fill a batch.
 *
 * @param <I> what one caller asks
 * @param <O> what it gets
 */
public final class Coalescer<I, O> implements AutoCloseable {
    /** What one caller asks for stays together. */
    private final BlockingQueue<List<Asked<I, O>>> queue;

    private final Function<List<I>, List<O>> together;
    private final int batchMax;
    private final Thread worker;
    private volatile boolean closed;

    private record Asked<I, O>(I input, CompletableFuture<O> answer) {}

    /**
     * Starts the worker.
     *
     * @param together answers a batch, one answer for each input in order
     * @param batchMax so many inputs are enough for one call; callers up to four times that many may wait, further ones
     *     are rejected
     */
    public Coalescer(String name, Function<List<I>, List<O>> together, int batchMax) {
        this(name, together, batchMax, Workers.THREADS);
    }

    /** The same, by these workers. */
    public Coalescer(String name, Function<List<I>, List<O>> together, int batchMax, Workers workers) {
        this.together = together;
        this.batchMax = batchMax;
        this.queue = new LinkedBlockingQueue<>(batchMax * 4);
        this.worker = workers.begin(name, this::work, this::step);
    }

    /** Asks; fails with {@link RejectedExecutionException} when too many are waiting, or as the whole call failed. */
    public CompletableFuture<O> ask(I input) {
        return askAll(List.of(input)).getFirst();
    }

    /** Asks for many things at once, which takes the place of one caller; each has an answer of its own. */
    public List<CompletableFuture<O>> askAll(List<I> inputs) {
        List<Asked<I, O>> asked = inputs.stream()
                .map(input -> new Asked<>(input, new CompletableFuture<O>()))
                .toList();
        if (!asked.isEmpty() && !queue.offer(asked)) {
            reject(asked, "too many are waiting");
        }
        if (closed) {
            // Whoever came while the worker left is not kept waiting.
            rejectAll();
        }
        return asked.stream().map(Asked::answer).toList();
    }

    private void work() {
        List<Asked<I, O>> batch = new ArrayList<>();
        try {
            while (!closed) {
                answer(filled(batch, queue.take()));
                batch.clear();
            }
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean step() {
        List<Asked<I, O>> first = queue.poll();
        if (first != null) {
            answer(filled(new ArrayList<>(), first));
        }
        return first != null;
    }

    /** With what waits already. */
    private List<Asked<I, O>> filled(List<Asked<I, O>> batch, List<Asked<I, O>> first) {
        List<Asked<I, O>> next = first;
        while (next != null) {
            batch.addAll(next);
            next = batch.size() < batchMax ? queue.poll() : null;
        }
        return batch;
    }

    private void rejectAll() {
        List<List<Asked<I, O>>> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(asked -> reject(asked, "closed"));
    }

    private static <I, O> void reject(List<Asked<I, O>> all, String why) {
        all.forEach(asked -> asked.answer.completeExceptionally(new RejectedExecutionException(why)));
    }

    private void answer(List<Asked<I, O>> batch) {
        try {
            List<O> answers = together.apply(batch.stream().map(Asked::input).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error failed) {
            if (batch.size() == 1 || failed instanceof StoreFault || failed instanceof Error) {
                // Asking one by one would make an outage longer, for all who wait.
                batch.forEach(asked -> asked.answer.completeExceptionally(failed));
            } else {
                // One that cannot be answered must not fail those who came with it.
                batch.forEach(asked -> answer(List.of(asked)));
            }
        }
    }

    /** Stops the worker; whoever still waits is rejected. */
    @Override
    public void close() {
        closed = true;
        worker.interrupt();
        rejectAll();
    }
}
