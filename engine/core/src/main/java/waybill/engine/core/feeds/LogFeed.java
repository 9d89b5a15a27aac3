package waybill.engine.core.feeds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.time.Workers;

/**
 * The feed of one service's own log: committed events in commit order per shard. What this process committed lately is
 * answered from memory (positions are dense, so a gap is seen), everything else from the store. One thread asks the
 * store for its heads, often while others write and seldom while they do not, so that readers need not. A head counts
 * when it is seen a second time: our own commits are in the store a moment before we are told of them.
 */
public final class LogFeed<E> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFeed.class);
    private static final int KEPT_PER_SHARD = 1_024;
    private static final long POLL_MILLIS_MIN = 2;
    private static final long POLL_MILLIS_MAX = 50;
    /** Longer than the store takes to say that it is away. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final EventStore<?, E, ?> store;
    private final List<Tail<E>> tails = new ArrayList<>();
    private final AtomicLongArray heads;
    private final LongAdder added = new LongAdder();
    /** As the store said the last time; touched by the thread that asks only. */
    private long[] storedBefore;

    private final Signal signal = new Signal();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** The feed of this store; has to be told of commits by {@link #committed}. */
    public LogFeed(String name, EventStore<?, E, ?> store) {
        this(name, store, Workers.THREADS);
    }

    /** The same, by these workers. */
    public LogFeed(String name, EventStore<?, E, ?> store, Workers workers) {
        this.store = store;
        this.storedBefore = store.heads();
        this.heads = new AtomicLongArray(storedBefore);
        for (int i = 0; i < store.shards(); i++) {
            tails.add(new Tail<>(KEPT_PER_SHARD));
        }
        this.thread = workers.begin(name + "-heads", this::poll, this::isMoving);
    }

    /** Takes what was just committed in this process, in order per shard, and wakes the readers. */
    public void committed(List<Recorded<E>> events) {
        for (Recorded<E> event : events) {
            tails.get(event.shard()).add(event);
            heads.accumulateAndGet(event.shard(), event.position(), Math::max);
        }
        added.add(events.size());
        signal.raise();
    }

    /** How many events this process has committed. */
    public long addedHere() {
        return added.sum();
    }

    /** The events of a shard after a position, in order; perhaps not all, but empty only if there are none yet. */
    public List<Recorded<E>> read(int shard, long after, int limit) {
        if (heads.get(shard) <= after) {
            return List.of();
        }
        List<Recorded<E>> recent = tails.get(shard).after(after, limit);
        return recent != null ? recent : store.read(shard, after, limit);
    }

    /** Forgets the events it remembers; they are read from the store if anybody asks. */
    public void drop() {
        tails.forEach(Tail::drop);
    }

    /** How many shards the log has. */
    public int shards() {
        return heads.length();
    }

    /** The last known committed position of each shard. */
    public long[] heads() {
        long[] known = new long[heads.length()];
        for (int shard = 0; shard < known.length; shard++) {
            known[shard] = heads.get(shard);
        }
        return known;
    }

    /** Raised when there is more. */
    public Signal signal() {
        return signal;
    }

    private void poll() {
        long pauseMillis = POLL_MILLIS_MIN;
        try {
            while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                pauseMillis = isMoving() ? POLL_MILLIS_MIN : Math.min(POLL_MILLIS_MAX, pauseMillis * 2);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is something that this process was not told of, yet or at all. */
    private boolean isMoving() {
        try {
            long[] stored = store.heads();
            boolean moving = false;
            boolean moved = false;
            for (int shard = 0; shard < stored.length; shard++) {
                long known = heads.getAndAccumulate(shard, storedBefore[shard], Math::max);
                moved |= known < storedBefore[shard];
                moving |= known < stored[shard];
            }
            storedBefore = stored;
            if (moved) {
                signal.raise();
            }
            return moving;
        } catch (StoreFault away) {
            LOG.warn("the heads of the log cannot be read now: {}", away.getMessage());
        } catch (RuntimeException | Error defect) {
            // Who asks for all others must not stop asking.
            LOG.error("the heads of the log cannot be read because the code is wrong", defect);
        }
        return false;
    }

    /** Stops asking the store, after the question that is being answered. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MAX);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last events of one shard, without gaps. */
    private static final class Tail<E> {
        private final Object[] ring;
        private long first = 1;
        private long next = 1;

        Tail(int size) {
            this.ring = new Object[size];
        }

        synchronized void add(Recorded<E> event) {
            if (event.position() != next) {
                // Another replica wrote in between, or this is the first since the start: the memory begins here.
                first = event.position();
            }
            ring[(int) (event.position() % ring.length)] = event;
            next = event.position() + 1;
            first = Math.max(first, next - ring.length);
        }

        synchronized void drop() {
            Arrays.fill(ring, null);
            first = next;
        }

        /** Null if the memory does not hold what follows this position. */
        @SuppressWarnings("unchecked")
        synchronized @Nullable List<Recorded<E>> after(long position, int limit) {
            if (position + 1 < first || position + 1 >= next) {
                return null;
            }
            int count = (int) Math.min(limit, next - position - 1);
            List<Recorded<E>> events = new ArrayList<>(count);
            for (long at = position + 1; at <= position + count; at++) {
                events.add((Recorded<E>) ring[(int) (at % ring.length)]);
            }
            return events;
        }
    }
}
