package waybill.engine.core.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.StreamState;

/**
 * The streams a lane wrote or read last. A hint, never the truth: the unique (stream, version) decides, and whoever
 * says no on a remembered state has looked again first.
 */
final class StateCache<S> {
    private final int max;
    private final LinkedHashMap<String, StreamState<S>> states;

    StateCache(int max) {
        this.max = max;
        this.states = new LinkedHashMap<>(1024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, StreamState<S>> eldest) {
                return size() > StateCache.this.max;
            }
        };
    }

    @Nullable
    StreamState<S> get(String stream) {
        return states.get(stream);
    }

    void put(StreamState<S> state) {
        states.put(state.stream().name(), state);
    }

    void forget(String stream) {
        states.remove(stream);
    }
}
