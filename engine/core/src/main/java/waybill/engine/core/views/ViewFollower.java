package waybill.engine.core.views;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.feeds.Signal;
import waybill.engine.core.log.StoreFault;

/**
 * Keeps one view behind its log: woken by commits, a moment later unless somebody wants to read, so that one step takes
 * many commits. Of several replicas one steps at a time; the others look how far it has come. Commits never wait for
 * it.
 */
public final class ViewFollower<E> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFollower.class);
    private static final int STEP_PER_SHARD = 500;
    private static final long GATHER_MILLIS = 150;
    private static final long IDLE_MILLIS = 1_000;
    private static final long BEHIND_MILLIS = 20;
    private static final long DEFECT_MILLIS = 250;

    private final ViewStore<E> view;
    private final LogFeed<E> log;
    private final Supplier<long[]> heads;
    private final LogSteps<E> steps;
    private final Signal moved = new Signal();
    private final Signal asked = new Signal();
    private final AtomicInteger waiting = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile long[] reached;

    /**
     * Starts to follow.
     *
     * @param heads the last position of each shard, as the store has them now
     */
    public ViewFollower(String name, ViewStore<E> view, LogFeed<E> log, Supplier<long[]> heads) {
        this.view = view;
        this.log = log;
        this.heads = heads;
        this.steps = new LogSteps<>(log::read, STEP_PER_SHARD);
        this.reached = view.positions();
        this.thread =
                Thread.ofPlatform().name(name + "-view-" + view.name()).daemon().start(this::run);
    }

    /** Events of the log that the view does not know of yet. */
    public long lag() {
        long[] known = log.heads();
        long[] now = reached;
        long lag = 0;
        for (int shard = 0; shard < known.length; shard++) {
            lag += Math.max(0, known[shard] - now[shard]);
        }
        return lag;
    }

    /**
     * Waits until the view knows everything that is committed now, so that who has just written reads it.
     *
     * @return false if that was not so in time
     */
    public boolean catchUp(Duration max) {
        long end = System.nanoTime() + max.toNanos();
        long[] target = heads.get();
        waiting.incrementAndGet();
        try {
            asked.raise();
            while (true) {
                long seen = moved.times();
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (covers(reached, target)) {
                    return true;
                }
                if (left <= 0 || !moved.await(seen, left)) {
                    return covers(reached, target);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static boolean covers(long[] positions, long[] target) {
        for (int shard = 0; shard < target.length; shard++) {
            if (positions[shard] < target[shard]) {
                return false;
            }
        }
        return true;
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                long seen = log.signal().times();
                long nobody = asked.times();
                if (!covers(reached, log.heads())) {
                    step();
                    gather(nobody);
                } else if (!log.signal().await(seen, IDLE_MILLIS)) {
                    lookAgain();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets some more commits come together, unless there is a lot to do or somebody waits. */
    private void gather(long nobody) throws InterruptedException {
        if (lag() < STEP_PER_SHARD && waiting.get() == 0) {
            asked.await(nobody, GATHER_MILLIS);
        }
    }

    private void step() throws InterruptedException {
        try {
            Optional<long[]> now = view.advance(steps);
            long[] before = reached;
            at(now.orElseGet(view::positions));
            if (Arrays.equals(before, reached)) {
                var _ = closed.await(BEHIND_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (StoreFault away) {
            LOG.warn("the view {} cannot be written now: {}", view.name(), away.getMessage());
            var _ = closed.await(BEHIND_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error defect) {
            // A view is never wrong for a reason of its own: it stays where it is, says so, and tries again.
            LOG.error("the view {} cannot go on because the code is wrong", view.name(), defect);
            var _ = closed.await(DEFECT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The rows may have been rebuilt by somebody else meanwhile. */
    private void lookAgain() throws InterruptedException {
        try {
            at(view.positions());
        } catch (StoreFault away) {
            LOG.warn("the view {} cannot be looked at now: {}", view.name(), away.getMessage());
        } catch (RuntimeException | Error defect) {
            LOG.error("the view {} cannot be looked at because the code is wrong", view.name(), defect);
            var _ = closed.await(DEFECT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void at(long[] positions) {
        reached = positions;
        moved.raise();
    }

    /** Stops following. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
