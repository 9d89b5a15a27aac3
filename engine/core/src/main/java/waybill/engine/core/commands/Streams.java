package waybill.engine.core.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.StreamState;

/** The streams of one lane: remembered where they were written or read lately, otherwise read from the store. */
final class Streams<S, C, E, R, B> {
    private final EventStore<S, E, B> store;
    private final Aggregate<S, C, E, R, B> aggregate;
    private final StateCache<S> cache;
    /** Streams to be read from the store although they were said to be fresh: their first writing is in doubt. */
    private boolean doubt;
    /** How often states had been dropped when this batch began. */
    private long dropsBefore;

    Streams(EventStore<S, E, B> store, Aggregate<S, C, E, R, B> aggregate, int cachedMax) {
        this.store = store;
        this.aggregate = aggregate;
        this.cache = new StateCache<>(cachedMax);
    }

    /**
     * The streams of a batch before it.
     *
     * @param remembered which of them were not read now
     * @param unreadable why a stream is not known: what happened to it cannot be read
     */
    record Found<S>(
            Map<String, StreamState<S>> known, Set<String> remembered, Map<String, RuntimeException> unreadable) {
        /** No streams. */
        static <S> Found<S> none() {
            return new Found<>(new HashMap<>(), new HashSet<>(), new HashMap<>());
        }
    }

    /** These streams as the store has them, whatever is remembered. */
    Found<S> anew(Map<String, StreamId> streams) {
        Found<S> found = Found.none();
        if (!streams.isEmpty()) {
            load(streams, state -> found.known().put(state.stream().name(), state), found.unreadable());
        }
        return found;
    }

    Found<S> of(List<Work<S, C, R>> works) {
        dropsBefore = cache.drops();
        Found<S> found = Found.none();
        Map<String, StreamId> missing = new HashMap<>();
        for (Work<S, C, R> work : works) {
            StreamId stream = streamOf(work);
            if (stream == null || found.known().containsKey(stream.name())) {
                continue;
            }
            StreamState<S> cached = cache.get(stream.name());
            if (cached != null) {
                found.known().put(stream.name(), cached);
                found.remembered().add(stream.name());
            } else if (isFresh(work)) {
                found.known().put(stream.name(), unwritten(stream));
            } else {
                missing.put(stream.name(), stream);
            }
        }
        if (!missing.isEmpty()) {
            load(missing, state -> found.known().put(state.stream().name(), state), found.unreadable());
        }
        return found;
    }

    /** Reads the streams together; if that fails, one by one, so that an unreadable one is in nobody's way. */
    private void load(
            Map<String, StreamId> streams, Consumer<StreamState<S>> found, Map<String, RuntimeException> unreadable) {
        Map<String, List<Recorded<E>>> histories = null;
        try {
            histories = store.load(streams.keySet());
        } catch (StoreFault away) {
            throw away;
        } catch (RuntimeException oneOfThem) {
            if (streams.size() == 1) {
                unreadable.put(streams.keySet().iterator().next(), oneOfThem);
                return;
            }
        }
        for (StreamId stream : streams.values()) {
            if (histories == null) {
                load(Map.of(stream.name(), stream), found, unreadable);
            } else {
                fold(stream, histories.getOrDefault(stream.name(), List.of()), found, unreadable);
            }
        }
    }

    private void fold(
            StreamId stream,
            List<Recorded<E>> history,
            Consumer<StreamState<S>> found,
            Map<String, RuntimeException> unreadable) {
        try {
            S state = aggregate
                    .decider()
                    .fold(history.stream().map(Recorded::event).toList());
            found.accept(
                    new StreamState<>(stream, history.size(), aggregate.shared().without(state)));
        } catch (RuntimeException corrupt) {
            unreadable.put(stream.name(), corrupt);
        }
    }

    /** A no that was said on a remembered state counts only if the stream has not moved since. */
    boolean isStale(Set<StreamId> streams, Map<String, StreamState<S>> known) {
        if (streams.isEmpty()) {
            return false;
        }
        Map<String, StreamId> byName = new HashMap<>();
        streams.forEach(stream -> byName.put(stream.name(), stream));
        List<StreamState<S>> now = new ArrayList<>();
        Map<String, RuntimeException> unreadable = new HashMap<>();
        load(byName, now::add, unreadable);
        unreadable.keySet().forEach(cache::forget);
        boolean stale = !unreadable.isEmpty();
        for (StreamState<S> state : now) {
            StreamState<S> before = known.get(state.stream().name());
            stale |= before == null || before.version() != state.version();
            cache.put(state, dropsBefore);
        }
        return stale;
    }

    void remember(StreamState<S> state) {
        cache.put(state, dropsBefore);
    }

    /** Forgets the states that match; any thread may ask. */
    void drop(Predicate<S> which) {
        cache.drop(which);
    }

    /** What is remembered of these works' streams may be wrong. */
    void forget(List<Work<S, C, R>> works) {
        doubt = true;
        for (Work<S, C, R> work : works) {
            StreamId stream = streamOf(work);
            if (stream != null) {
                cache.forget(stream.name());
            }
        }
    }

    /** All works that were in doubt are settled: what is said to be fresh is fresh again. */
    void noDoubt() {
        doubt = false;
    }

    private @Nullable StreamId streamOf(Work<S, C, R> work) {
        Directed<C> directed = work.directed();
        return directed == null ? null : directed.stream();
    }

    private boolean isFresh(Work<S, C, R> work) {
        return !doubt && work instanceof Work.Ask<S, C, R>(Request<S, C, R> request, var _, var _) && request.fresh();
    }

    private StreamState<S> unwritten(StreamId stream) {
        return new StreamState<>(stream, 0, aggregate.decider().initial());
    }
}
