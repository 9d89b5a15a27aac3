package waybill.simulation.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.memory.InMemoryEventStore;
import waybill.simulation.world.Trace;

/**
 * What survives a service: the in-memory store, and beside it who has seen what was committed, so that the laws need
 * not read everything again after each step.
 */
public final class Disk<S, E, B> extends OtherStore<S, E, B> {
    private static final Instant NEVER = Instant.MAX;

    private final String service;
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
        super(new InMemoryEventStore<>(codec, shards));
        this.service = service;
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
        return real.due(NEVER, Integer.MAX_VALUE);
    }

    @Override
    protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
        List<Recorded<E>> recorded = unit.commit(batch);
        committed(batch, recorded);
        return recorded;
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
}
