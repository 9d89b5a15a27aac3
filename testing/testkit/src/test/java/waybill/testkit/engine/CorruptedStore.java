package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.UndecodableEvent;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

/** A real store in which some events cannot be read any more; counts how often its shards are read. */
final class CorruptedStore implements EventStore<Purse, PurseEvent, Pot> {
    private final EventStore<Purse, PurseEvent, Pot> real;
    private final Set<String> corrupted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<@Nullable Error> breaks = new AtomicReference<>();
    private final Semaphore headsAsked = new Semaphore(0);
    private final Semaphore headsTurns = new Semaphore(0);
    private volatile boolean headsInTurn;

    CorruptedStore(EventStore<Purse, PurseEvent, Pot> real) {
        this.real = real;
    }

    void corrupt(int shard, long position) {
        corrupted.add(shard + "/" + position);
    }

    int reads() {
        return reads.get();
    }

    /** The next read and the next question for the heads are answered by these. */
    void breakOnce(Error error) {
        breaks.set(error);
    }

    /** Who asks for the heads waits for a turn from now on. */
    void headsInTurn() {
        headsInTurn = true;
    }

    /** Lets one go who asks for the heads, and waits until the next comes. */
    void nextHeads() throws InterruptedException {
        headsTurns.release();
        assertThat(headsAsked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until somebody asks for the heads. */
    void awaitHeadsAsked() throws InterruptedException {
        assertThat(headsAsked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    void headsForAll() {
        headsInTurn = false;
        headsTurns.release(1_000);
    }

    private void maybeBreak() {
        Error error = breaks.getAndSet(null);
        if (error != null) {
            throw error;
        }
    }

    @Override
    public List<Recorded<PurseEvent>> read(int shard, long after, int limit) {
        reads.incrementAndGet();
        maybeBreak();
        List<Recorded<PurseEvent>> events = real.read(shard, after, limit);
        for (Recorded<PurseEvent> event : events) {
            if (corrupted.contains(shard + "/" + event.position())) {
                throw unreadable(event);
            }
        }
        return events;
    }

    private static UndecodableEvent unreadable(Recorded<PurseEvent> event) {
        UndecodableEvent cause = new UndecodableEvent(event.type(), new IllegalStateException("corrupted by a test"));
        return new UndecodableEvent(
                new Recorded<>(
                        event.shard(),
                        event.position(),
                        event.stream(),
                        event.version(),
                        event.type(),
                        cause.toString(),
                        event.meta(),
                        event.recordedAt()),
                cause);
    }

    @Override
    public int shards() {
        return real.shards();
    }

    @Override
    public Map<String, List<Recorded<PurseEvent>>> load(Collection<String> streams) {
        return real.load(streams);
    }

    @Override
    public Map<KeyId, KeyEntry> keys(Collection<KeyId> keys) {
        return real.keys(keys);
    }

    @Override
    public Unit<Purse, PurseEvent, Pot> begin(SortedSet<String> sharedKeys) {
        return real.begin(sharedKeys);
    }

    @Override
    public long[] heads() {
        if (headsInTurn) {
            headsAsked.release();
            headsTurns.acquireUninterruptibly();
        }
        maybeBreak();
        return real.heads();
    }

    @Override
    public long[] checkpoints(String source) {
        return real.checkpoints(source);
    }

    @Override
    public int countTry(String source, int shard, long position) {
        return real.countTry(source, shard, position);
    }

    @Override
    public Parkings parkings() {
        return real.parkings();
    }

    @Override
    public ParkingLot parkingLot() {
        return real.parkingLot();
    }

    @Override
    public int forget(Instant keysBefore, Instant ignoredBefore, int max) {
        return real.forget(keysBefore, ignoredBefore, max);
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return real.due(now, limit);
    }
}
