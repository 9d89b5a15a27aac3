package waybill.testkit.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.UndecodableEvent;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;

/** A real store that can be sent away, held up, or made to lose its answers; and that counts what it is asked. */
public final class UnsteadyStore<S, E, B> implements EventStore<S, E, B> {
    private final EventStore<S, E, B> real;
    private final List<Batch<S, E, B>> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger checkpointReads = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> beforeBegin = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> beforeCommit = new AtomicReference<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);
    private volatile boolean held;
    private volatile boolean away;
    private volatile String unreadable = "";

    /** Steady, until told otherwise. */
    public UnsteadyStore(EventStore<S, E, B> real) {
        this.real = real;
    }

    /** Out of reach from now on, or back. */
    public void away(boolean gone) {
        away = gone;
    }

    /** What happened to this stream cannot be read from now on. */
    public void unreadable(String stream) {
        unreadable = stream;
    }

    /** How often somebody found it away. */
    public int refused() {
        return refused.get();
    }

    /** The next commits are made, and their callers told that nobody knows. */
    public void loseAnswers(int times) {
        answersToLose.set(times);
    }

    /** Runs once, just before shared rows are locked the next time. */
    public void beforeBegin(Runnable once) {
        beforeBegin.set(once);
    }

    /** Runs once, just before the next commit. */
    public void beforeCommit(Runnable once) {
        beforeCommit.set(once);
    }

    /** Commits wait from now on. */
    public void hold() {
        held = true;
    }

    /** Waits until a commit waits. */
    public void awaitHeld() {
        try {
            if (!arrived.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody wanted to commit");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Commits go on. */
    public void release() {
        held = false;
        passes.release(1_000);
    }

    /** What was committed, batch by batch. */
    public List<Batch<S, E, B>> batches() {
        return batches;
    }

    /** How often streams were read. */
    public int loads() {
        return loads.get();
    }

    /** How often somebody asked how far it has heard a source. */
    public int checkpointReads() {
        return checkpointReads.get();
    }

    private EventStore<S, E, B> real() {
        if (away) {
            refused.incrementAndGet();
            throw new StoreFault.Unavailable("away", new IllegalStateException("sent away by a test"));
        }
        return real;
    }

    private List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
        if (held) {
            arrived.release();
            passes.acquireUninterruptibly();
        }
        run(beforeCommit);
        real();
        List<Recorded<E>> recorded = unit.commit(batch);
        batches.add(batch);
        if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreFault.Unavailable("the answer is lost", new IllegalStateException("lost by a test"));
        }
        return recorded;
    }

    private static void run(AtomicReference<@Nullable Runnable> once) {
        Runnable first = once.getAndSet(null);
        if (first != null) {
            first.run();
        }
    }

    @Override
    public Unit<S, E, B> begin(SortedSet<String> sharedKeys) {
        run(beforeBegin);
        Unit<S, E, B> unit = real().begin(sharedKeys);
        return new Unit<>() {
            @Override
            public Map<String, B> shared() {
                return unit.shared();
            }

            @Override
            public List<Recorded<E>> commit(Batch<S, E, B> batch) {
                return UnsteadyStore.this.commit(unit, batch);
            }

            @Override
            public void close() {
                unit.close();
            }
        };
    }

    @Override
    public int shards() {
        return real.shards();
    }

    @Override
    public Map<String, List<Recorded<E>>> load(Collection<String> streams) {
        loads.incrementAndGet();
        if (streams.contains(unreadable)) {
            throw new UndecodableEvent("unknown.v9", new IllegalStateException("made unreadable by a test"));
        }
        return real().load(streams);
    }

    @Override
    public Map<KeyId, KeyEntry> keys(Collection<KeyId> keys) {
        return real().keys(keys);
    }

    @Override
    public List<Recorded<E>> read(int shard, long after, int limit) {
        return real().read(shard, after, limit);
    }

    @Override
    public long[] heads() {
        return real().heads();
    }

    @Override
    public long[] checkpoints(String source) {
        checkpointReads.incrementAndGet();
        return real().checkpoints(source);
    }

    @Override
    public int countTry(String source, int shard, long position) {
        return real().countTry(source, shard, position);
    }

    @Override
    public Parkings parkings() {
        return real().parkings();
    }

    @Override
    public ParkingLot parkingLot() {
        return real().parkingLot();
    }

    @Override
    public int forget(Instant keysBefore, Instant ignoredBefore, int max) {
        return real().forget(keysBefore, ignoredBefore, max);
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return real().due(now, limit);
    }
}
