package waybill.engine.core.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.StreamState;

/**
 * The streams a lane wrote or read last. A hint, never the truth: the unique (stream, version) decides, and whoever
 * says no on a remembered state has looked again first. Others may have states dropped at any time; what a batch knew
 * before that is not remembered after it.
 */
final class StateCache<S> {
    private final int max;
    private final LinkedHashMap<String, StreamState<S>> states;
    private long drops;

    StateCache(int max) {
        this.max = max;
        this.states = new LinkedHashMap<>(1024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, StreamState<S>> eldest) {
                return size() > StateCache.this.max;
            }
        };
    }

    synchronized @Nullable StreamState<S> get(String stream) {
        return states.get(stream);
    }

    /** How often states were dropped; to be asked before what is remembered is made. */
    synchronized long drops() {
        return drops;
    }

    /** Remembers a state, unless some were dropped since {@code dropsBefore}: it may be one of them. */
    synchronized void put(StreamState<S> state, long dropsBefore) {
        if (drops == dropsBefore) {
            states.put(state.stream().name(), state);
        } else {
            states.remove(state.stream().name());
        }
    }

    synchronized void forget(String stream) {
        states.remove(stream);
    }

    /** Forgets the states that match, and those that are being made now. */
    synchronized void drop(Predicate<S> which) {
        drops++;
        states.values().removeIf(state -> which.test(state.state()));
    }
}
