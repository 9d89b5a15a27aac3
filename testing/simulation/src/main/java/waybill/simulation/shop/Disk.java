package waybill.simulation.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.memory.InMemoryEventStore;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;
import waybill.simulation.world.Trace;

/**
 * What survives a service: the in-memory store, and beside it who has seen what was committed, so that the laws need
 * not read everything again after each step.
 */
public final class Disk<S, E, B> implements EventStore<S, E, B> {
    private static final Instant NEVER = Instant.MAX;

    private final String service;
    private final InMemoryEventStore<S, E, B> store;
    private final Trace trace;
    private final Map<String, StreamState<S>> states = new LinkedHashMap<>();
    private final List<List<Recorded<E>>> log = new ArrayList<>();
    private final Map<String, B> rows = new LinkedHashMap<>();
    private final List<Watcher<S, E, B>> watchers = new ArrayList<>();
    private final Set<String> touched = new LinkedHashSet<>();

    /** Somebody who is told of every commit. */
    @FunctionalInterface
    public interface Watcher<S, E, B> {
        /** What the streams of the batch were before it is still known. */
        void committed(Map<String, StreamState<S>> before, Batch<S, E, B> batch, List<Recorded<E>> recorded);
    }

    /** An empty disk of a service. */
    Disk(String service, EventCodec<E> codec, int shards, Trace trace) {
        this.service = service;
        this.store = new InMemoryEventStore<>(codec, shards);
        this.trace = trace;
        for (int shard = 0; shard < shards; shard++) {
            log.add(new ArrayList<>());
        }
    }

    /** Tells this one of every commit from now on. */
    public void watch(Watcher<S, E, B> watcher) {
        watchers.add(watcher);
    }

    /** A stream as it was committed last; null if it was never written. */
    public @Nullable S state(String stream) {
        StreamState<S> state = states.get(stream);
        return state == null ? null : state.state();
    }

    /** All streams as they were committed last, in the order in which they were first written. */
    public Map<String, StreamState<S>> states() {
        return states;
    }

    /** The shared rows as they were committed last. */
    public Map<String, B> rows() {
        return rows;
    }

    /** Everything in one shard. */
    public List<Recorded<E>> log(int shard) {
        return log.get(shard);
    }

    /** How many events there are. */
    public int events() {
        return log.stream().mapToInt(List::size).sum();
    }

    /** What the streams that were written since the last time are about. */
    public Set<String> takeTouched() {
        if (touched.isEmpty()) {
            return Set.of();
        }
        Set<String> taken = new LinkedHashSet<>(touched);
        touched.clear();
        return taken;
    }

    /** Every deadline there is, earliest first. */
    public List<Deadline> deadlines() {
        return store.due(NEVER, Integer.MAX_VALUE);
    }

    @Override
    public Unit<S, E, B> begin(SortedSet<String> sharedKeys) {
        Unit<S, E, B> unit = store.begin(sharedKeys);
        return new Unit<>() {
            @Override
            public Map<String, B> shared() {
                return unit.shared();
            }

            @Override
            public List<Recorded<E>> commit(Batch<S, E, B> batch) {
                List<Recorded<E>> recorded = unit.commit(batch);
                committed(batch, recorded);
                return recorded;
            }

            @Override
            public void close() {
                unit.close();
            }
        };
    }

    private void committed(Batch<S, E, B> batch, List<Recorded<E>> recorded) {
        Map<String, StreamState<S>> before = new HashMap<>();
        for (StreamState<S> state : batch.states()) {
            String name = state.stream().name();
            StreamState<S> was = states.put(name, state);
            if (was != null) {
                before.put(name, was);
            }
            touched.add(state.stream().key());
        }
        rows.putAll(batch.shared());
        for (Recorded<E> event : recorded) {
            log.get(event.shard()).add(event);
            trace.note(event.type(), event.stream().name(), event.version());
            trace.remark(event.event());
        }
        for (CheckpointMove move : batch.checkpoints()) {
            trace.note(service, move.source(), move.to() * log.size() + move.shard());
        }
        watchers.forEach(watcher -> watcher.committed(before, batch, recorded));
    }

    @Override
    public int shards() {
        return store.shards();
    }

    @Override
    public Map<String, List<Recorded<E>>> load(Collection<String> streams) {
        return store.load(streams);
    }

    @Override
    public Map<KeyId, KeyEntry> keys(Collection<KeyId> keys) {
        return store.keys(keys);
    }

    @Override
    public List<Recorded<E>> read(int shard, long after, int limit) {
        return store.read(shard, after, limit);
    }

    @Override
    public long[] heads() {
        return store.heads();
    }

    @Override
    public long[] checkpoints(String source) {
        return store.checkpoints(source);
    }

    @Override
    public int countTry(String source, int shard, long position) {
        return store.countTry(source, shard, position);
    }

    @Override
    public Parkings parkings() {
        return store.parkings();
    }

    @Override
    public ParkingLot parkingLot() {
        return store.parkingLot();
    }

    @Override
    public int forget(Instant keysBefore, Instant ignoredBefore, int max) {
        return store.forget(keysBefore, ignoredBefore, max);
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return store.due(now, limit);
    }
}
