package waybill.testkit.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.UndecodableEvent;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

/** A real store in which some events cannot be read any more; counts how often its shards are read. */
final class CorruptedStore implements EventStore<Purse, PurseEvent, Pot> {
    private final EventStore<Purse, PurseEvent, Pot> real;
    private final Set<String> corrupted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();

    CorruptedStore(EventStore<Purse, PurseEvent, Pot> real) {
        this.real = real;
    }

    void corrupt(int shard, long position) {
        corrupted.add(shard + "/" + position);
    }

    int reads() {
        return reads.get();
    }

    @Override
    public List<Recorded<PurseEvent>> read(int shard, long after, int limit) {
        reads.incrementAndGet();
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
    public List<String> blockedSubjects() {
        return real.blockedSubjects();
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return real.due(now, limit);
    }
}
