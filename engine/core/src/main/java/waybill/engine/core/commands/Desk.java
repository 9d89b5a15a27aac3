package waybill.engine.core.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.StreamState;

/** Where a lane's batches are made: knows the streams, the checkpoints and the suspects of its shards. One thread. */
final class Desk<S, C, E, R, B> {
    private final EventStore<S, E, B> store;
    private final Aggregate<S, C, E, R, B> aggregate;
    private final CommandRunner.Surroundings<E> around;
    private final StateCache<S> cache;
    private final Progress progress;
    /** Streams to be read from the store although they were said to be fresh: their first writing is in doubt. */
    private boolean doubt;

    Desk(
            EventStore<S, E, B> store,
            Aggregate<S, C, E, R, B> aggregate,
            CommandRunner.Surroundings<E> around,
            int cachedMax) {
        this.store = store;
        this.aggregate = aggregate;
        this.around = around;
        this.cache = new StateCache<>(cachedMax);
        this.progress = new Progress(store);
    }

    /** Decides and commits these works and tells their callers. Returns those that must come again, in order. */
    List<Work<S, C, R>> write(List<Work<S, C, R>> works) {
        List<Runnable> heard = new ArrayList<>();
        List<Work<S, C, R>> due = progress.withoutHeard(works, heard);
        Map<String, StreamState<S>> known = new HashMap<>();
        Set<String> remembered = new HashSet<>();
        read(due, known, remembered);
        List<KeyId> ids = keyIds(due);
        Map<KeyId, KeyEntry> keys = ids.isEmpty() ? Map.of() : store.keys(ids);
        try (EventStore.Unit<S, E, B> unit = store.begin(sharedKeys(due, known))) {
            Deciding<S, C, E, R, B> deciding =
                    new Deciding<>(aggregate, around, progress, new Deciding.Known<>(known, keys, unit.shared()));
            List<Work<S, C, R>> putOff = deciding.decideAll(due);
            if (isStale(deciding.saidNoOn(remembered), known)) {
                putOff = due;
            } else {
                commit(unit, deciding.draft());
                deciding.tellCallers();
            }
            heard.forEach(Runnable::run);
            return putOff;
        }
    }

    private void commit(EventStore.Unit<S, E, B> unit, Draft<S, E, B> draft) {
        if (draft.isEmpty()) {
            return;
        }
        List<Recorded<E>> recorded = unit.commit(draft.batch(aggregate.deadlines()));
        draft.after().values().forEach(cache::put);
        progress.committed(draft.moves(), draft.parked());
        if (!recorded.isEmpty()) {
            around.committed().accept(recorded);
        }
    }

    private void read(List<Work<S, C, R>> works, Map<String, StreamState<S>> known, Set<String> remembered) {
        Map<String, StreamId> missing = new HashMap<>();
        for (Work<S, C, R> work : works) {
            StreamId stream = streamOf(work);
            if (stream == null || known.containsKey(stream.name())) {
                continue;
            }
            StreamState<S> cached = cache.get(stream.name());
            if (cached != null) {
                known.put(stream.name(), cached);
                remembered.add(stream.name());
            } else if (isFresh(work)) {
                known.put(stream.name(), unwritten(stream));
            } else {
                missing.put(stream.name(), stream);
            }
        }
        if (!missing.isEmpty()) {
            load(missing).forEach(state -> known.put(state.stream().name(), state));
        }
    }

    private List<StreamState<S>> load(Map<String, StreamId> streams) {
        Map<String, List<Recorded<E>>> histories = store.load(streams.keySet());
        List<StreamState<S>> states = new ArrayList<>();
        for (StreamId stream : streams.values()) {
            List<Recorded<E>> history = histories.getOrDefault(stream.name(), List.of());
            S state = aggregate
                    .decider()
                    .fold(history.stream().map(Recorded::event).toList());
            states.add(
                    new StreamState<>(stream, history.size(), aggregate.shared().without(state)));
        }
        return states;
    }

    /** A no that was said on a remembered state counts only if the stream has not moved since. */
    private boolean isStale(Set<StreamId> streams, Map<String, StreamState<S>> known) {
        if (streams.isEmpty()) {
            return false;
        }
        Map<String, StreamId> byName = new HashMap<>();
        streams.forEach(stream -> byName.put(stream.name(), stream));
        boolean stale = false;
        for (StreamState<S> now : load(byName)) {
            StreamState<S> before = known.get(now.stream().name());
            stale |= before == null || before.version() != now.version();
            cache.put(now);
        }
        return stale;
    }

    private SortedSet<String> sharedKeys(List<Work<S, C, R>> works, Map<String, StreamState<S>> known) {
        SortedSet<String> keys = new TreeSet<>();
        for (Work<S, C, R> work : works) {
            Directed<C> directed = Deciding.directedOf(work);
            StreamState<S> state =
                    directed == null ? null : known.get(directed.stream().name());
            if (directed != null && state != null) {
                keys.addAll(aggregate.shared().needed(state.state(), directed.command()));
            }
        }
        return keys;
    }

    private List<KeyId> keyIds(List<Work<S, C, R>> works) {
        List<KeyId> ids = new ArrayList<>();
        for (Work<S, C, R> work : works) {
            switch (work) {
                case Work.Ask<S, C, R>(Request<S, C, R> request, var _, var _)
                when request.keyed() != null -> ids.add(request.keyed().id());
                case Work.Remember<S, C, R>(KeyEntry entry, var _, var _) -> ids.add(entry.id());
                case Work.Ask<S, C, R> _, Work.Heard<S, C, R> _ -> {}
            }
        }
        return ids;
    }

    private @Nullable StreamId streamOf(Work<S, C, R> work) {
        Directed<C> directed = Deciding.directedOf(work);
        return directed == null ? null : directed.stream();
    }

    private boolean isFresh(Work<S, C, R> work) {
        return !doubt && work instanceof Work.Ask<S, C, R>(Request<S, C, R> request, var _, var _) && request.fresh();
    }

    private StreamState<S> unwritten(StreamId stream) {
        return new StreamState<>(stream, 0, aggregate.decider().initial());
    }

    /** All works that were in doubt are settled: what is said to be fresh is fresh again. */
    void noDoubt() {
        doubt = false;
    }

    /** After a lost race or an outage: what is remembered of these works' streams may be wrong. */
    void forget(List<Work<S, C, R>> works) {
        doubt = true;
        progress.readAgain();
        for (Work<S, C, R> work : works) {
            StreamId stream = streamOf(work);
            if (stream != null) {
                cache.forget(stream.name());
            }
        }
    }

    /** Fails the callers whose patience is over; everything else stays. */
    List<Work<S, C, R>> giveUpLate(List<Work<S, C, R>> works, StoreFault.Unavailable why) {
        List<Work<S, C, R>> stay = new ArrayList<>();
        for (Work<S, C, R> work : works) {
            if (isLate(work)) {
                fail(work, why);
            } else {
                stay.add(work);
            }
        }
        return stay;
    }

    static boolean isLate(Work<?, ?, ?> work) {
        return switch (work) {
            case Work.Ask<?, ?, ?>(var _, long until, var _) -> until - System.nanoTime() <= 0;
            case Work.Remember<?, ?, ?>(var _, long until, var _) -> until - System.nanoTime() <= 0;
            case Work.Heard<?, ?, ?> _ -> false;
        };
    }

    /** Fails all callers of a batch that cannot be written; news stay, they are never dropped. */
    List<Work<S, C, R>> failAsks(List<Work<S, C, R>> works, Throwable why) {
        forget(works);
        List<Work<S, C, R>> stay = new ArrayList<>();
        for (Work<S, C, R> work : works) {
            if (!fail(work, why)) {
                stay.add(work);
            }
        }
        return stay;
    }

    private static boolean fail(Work<?, ?, ?> work, Throwable why) {
        return switch (work) {
            case Work.Ask<?, ?, ?>(var _, var _, var answer) -> {
                answer.completeExceptionally(why);
                yield true;
            }
            case Work.Remember<?, ?, ?>(var _, var _, var answer) -> {
                answer.completeExceptionally(why);
                yield true;
            }
            case Work.Heard<?, ?, ?> _ -> false;
        };
    }

    /** The first of these works, tried alone, cannot be written: its caller fails, or the news fall under suspicion. */
    List<Work<S, C, R>> blame(List<Work<S, C, R>> works, RuntimeException defect) {
        forget(works);
        Work<S, C, R> first = works.getFirst();
        if (first instanceof Work.Heard<S, C, R>(News<C> news, var _)) {
            progress.failed(news, defect);
            return works;
        }
        fail(first, defect);
        return works.subList(1, works.size());
    }

    /** Stops although these cannot be written: callers fail; news come again from the checkpoint at the next start. */
    List<Work<S, C, R>> abandon(List<Work<S, C, R>> works, Throwable why) {
        failAsks(works, why);
        return List.of();
    }

    static <W> List<W> joined(List<W> first, List<W> second) {
        List<W> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
