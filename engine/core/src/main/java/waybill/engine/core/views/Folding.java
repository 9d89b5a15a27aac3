package waybill.engine.core.views;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.kernel.Decider;

/**
 * Streams as they are after a batch of their log: folded on from memory where the batch follows what is remembered,
 * read back where it does not.
 */
public final class Folding<S, E> {
    private static final int REMEMBERED_MAX = 10_000;

    private final Decider<S, ?, E, ?> decider;
    private final ReadableHistories<E> histories;
    private final Map<String, StreamState<S>> remembered = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StreamState<S>> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    /** Folds by this decider; {@code histories} reads whole streams by name. */
    public Folding(
            Decider<S, ?, E, ?> decider, Function<Collection<String>, Map<String, List<Recorded<E>>>> histories) {
        this.decider = decider;
        this.histories = new ReadableHistories<>(histories);
    }

    /** Each stream of the batch as it is after its last event there; without those that cannot be read. */
    public synchronized Collection<StreamState<S>> after(List<Recorded<E>> batch) {
        Map<String, StreamState<S>> folded = new LinkedHashMap<>();
        Map<String, Long> toRead = new LinkedHashMap<>();
        for (Recorded<E> event : batch) {
            String stream = event.stream().name();
            StreamState<S> next = toRead.containsKey(stream) ? null : next(event, folded.get(stream));
            if (next == null) {
                folded.remove(stream);
                toRead.put(stream, event.version());
            } else {
                folded.put(stream, next);
            }
        }
        if (!toRead.isEmpty()) {
            readBack(toRead, folded);
        }
        remembered.putAll(folded);
        return folded.values();
    }

    /** Forgets the streams in such a state; they are read back when they are needed again. */
    public synchronized void drop(Predicate<S> such) {
        remembered.values().removeIf(folded -> such.test(folded.state()));
    }

    /** Null if what is remembered is not what was just before this event. */
    private @Nullable StreamState<S> next(Recorded<E> event, @Nullable StreamState<S> inThisBatch) {
        if (event.version() == 1) {
            return new StreamState<>(event.stream(), 1, decider.evolve(decider.initial(), event.event()));
        }
        StreamState<S> was = inThisBatch == null ? remembered.get(event.stream().name()) : inThisBatch;
        return was == null || was.version() != event.version() - 1
                ? null
                : new StreamState<>(event.stream(), event.version(), decider.evolve(was.state(), event.event()));
    }

    private void readBack(Map<String, Long> versions, Map<String, StreamState<S>> folded) {
        histories.of(versions.keySet()).forEach((stream, history) -> {
            S state = decider.initial();
            long upTo = versions.getOrDefault(stream, 0L);
            for (Recorded<E> event : history) {
                if (event.version() <= upTo) {
                    state = decider.evolve(state, event.event());
                }
            }
            folded.put(stream, new StreamState<>(history.getFirst().stream(), upTo, state));
        });
    }
}
