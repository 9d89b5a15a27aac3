package waybill.simulation.shop;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;

/** A store of which a part is other than the one it stands before; the rest is the same. */
public class OtherStore<S, E, B> implements EventStore<S, E, B> {
    /** The one behind. */
    protected final EventStore<S, E, B> real;

    /** One before this one. */
    protected OtherStore(EventStore<S, E, B> real) {
        this.real = real;
    }

    @Override
    public Unit<S, E, B> begin(SortedSet<String> sharedKeys) {
        Unit<S, E, B> unit = real.begin(sharedKeys);
        return new Unit<>() {
            @Override
            public Map<String, B> shared() {
                return unit.shared();
            }

            @Override
            public List<Recorded<E>> commit(Batch<S, E, B> batch) {
                return OtherStore.this.commit(unit, batch);
            }

            @Override
            public void close() {
                unit.close();
            }
        };
    }

    /** Writes the batch. */
    protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
        return unit.commit(batch);
    }

    @Override
    public int shards() {
        return real.shards();
    }

    @Override
    public Map<String, List<Recorded<E>>> load(Collection<String> streams) {
        return real.load(streams);
    }

    @Override
    public Map<KeyId, KeyEntry> keys(Collection<KeyId> keys) {
        return real.keys(keys);
    }

    @Override
    public List<Recorded<E>> read(int shard, long after, int limit) {
        return real.read(shard, after, limit);
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
