package waybill.engine.core.commands;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.parked.Settlement;

/** Where a lane's batches are made: knows the streams, the checkpoints and the suspects of its shards. One thread. */
final class Desk<S, C, E, R, B> {
    private final EventStore<S, E, B> store;
    private final Aggregate<S, C, E, R, B> aggregate;
    private final CommandRunner.Surroundings<S, E> around;
    private final Streams<S, C, E, R, B> streams;
    private final Progress progress;
    private final Settling<S, C, E, R, B> settling;
    /** News before which others are missing. */
    private final List<Work.Heard<S, C, R>> waiting = new ArrayList<>();
    /** How many these are, for other threads. */
    private volatile int waitingCount;

    Desk(
            EventStore<S, E, B> store,
            Aggregate<S, C, E, R, B> aggregate,
            CommandRunner.Surroundings<S, E> around,
            int cachedMax) {
        this.store = store;
        this.aggregate = aggregate;
        this.around = around;
        this.streams = new Streams<>(store, aggregate, cachedMax);
        this.progress = new Progress(store, around.workers());
        this.settling = new Settling<>(store, this);
    }

    /** Decides and commits these works and tells their callers. Returns those that must come again, in order. */
    List<Work<S, C, R>> write(List<Work<S, C, R>> works) {
        if (works.getFirst() instanceof Work.Settle<S, C, R>(Settlement<C> wish, var _, var answer)) {
            answer.complete(settling.settle(wish));
            return works.subList(1, works.size());
        }
        int alone = firstSettle(works);
        return joined(writeTogether(works.subList(0, alone)), works.subList(alone, works.size()));
    }

    /** What is parked is settled by itself. */
    private static int firstSettle(List<? extends Work<?, ?, ?>> works) {
        for (int i = 0; i < works.size(); i++) {
            if (works.get(i) instanceof Work.Settle<?, ?, ?>) {
                return i;
            }
        }
        return works.size();
    }

    private List<Work<S, C, R>> writeTogether(List<Work<S, C, R>> works) {
        progress.askAgainBeforeGaps(works);
        List<Runnable> heard = new ArrayList<>();
        List<Work<S, C, R>> due = progress.withoutHeard(works, heard);
        Streams.Found<S> found = streams.of(due);
        List<KeyId> ids = keyIds(due);
        Map<KeyId, KeyEntry> keys = ids.isEmpty() ? Map.of() : store.keys(ids);
        List<Set<String>> needed = needed(due, found.known());
        TreeSet<String> all = new TreeSet<>();
        needed.forEach(all::addAll);
        try (EventStore.Unit<S, E, B> unit = store.begin(all)) {
            Deciding<S, C, E, R, B> deciding = deciding(new Deciding.Known<>(found, needed, keys, unit.shared()));
            List<Work<S, C, R>> putOff = deciding.decideAll(due);
            // Who waited for shared rows has read all streams before, and another replica may have written them since.
            Set<String> doubtful =
                    all.isEmpty() ? found.remembered() : found.known().keySet();
            if (streams.isStale(deciding.saidNoOn(doubtful), found.known())) {
                putOff = due;
            } else {
                commit(unit, deciding.draft());
                deciding.tellCallers();
                waiting.addAll(deciding.afterGaps());
                putOff = joined(putOff, noLongerWaiting());
                waitingCount = waiting.size();
            }
            heard.forEach(Runnable::run);
            return putOff;
        }
    }

    Deciding<S, C, E, R, B> deciding(Deciding.Known<S, B> known) {
        return new Deciding<>(aggregate, around, progress, known);
    }

    /** The streams as they are now, nothing remembered. */
    Streams.Found<S> readAnew(Map<String, StreamId> names) {
        return streams.anew(names);
    }

    Instant now() {
        return around.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Moves the checkpoints to where this lane really is. */
    void writeReached() {
        Draft<S, E, B> draft = new Draft<>(now(), Streams.Found.none(), Map.of());
        progress.unwritten(draft::move);
        if (!draft.isEmpty()) {
            try (EventStore.Unit<S, E, B> unit = store.begin(new TreeSet<>())) {
                commit(unit, draft);
            }
        }
    }

    void commit(EventStore.Unit<S, E, B> unit, Draft<S, E, B> draft) {
        List<Recorded<E>> recorded = draft.isEmpty() ? List.of() : unit.commit(draft.batch(aggregate.deadlines()));
        draft.after().values().forEach(streams::remember);
        progress.committed(draft.settled(), draft.moves(), draft.parked());
        if (draft.hasSettledParked()) {
            progress.parkingsChanged();
        }
        if (!recorded.isEmpty()) {
            around.committed().accept(new CommandRunner.Committed<>(recorded, draft.before(), draft.after()));
        }
    }

    /** The news that waited for missing ones which another replica has applied, as the store says now. */
    List<Work<S, C, R>> foundMissing() {
        progress.askAgainBeforeGaps(waiting);
        List<Work<S, C, R>> ready = noLongerWaiting();
        waitingCount = waiting.size();
        return ready;
    }

    /** The news that waited for missing ones, of every shard where these have come. */
    private List<Work<S, C, R>> noLongerWaiting() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        Set<Place> open = new HashSet<>();
        for (Work.Heard<S, C, R> heard : waiting) {
            if (progress.isNext(heard.news())) {
                open.add(heard.news().place());
            }
        }
        progress.gapsClosed(open);
        List<Work<S, C, R>> ready = new ArrayList<>();
        waiting.removeIf(heard -> open.contains(heard.news().place()) && ready.add(heard));
        return ready;
    }

    /** News that wait because earlier ones are missing; any thread may ask. */
    int waitingForMissing() {
        return waitingCount;
    }

    private List<Set<String>> needed(List<Work<S, C, R>> works, Map<String, StreamState<S>> known) {
        List<Set<String>> needed = new ArrayList<>(works.size());
        for (Work<S, C, R> work : works) {
            needed.add(neededBy(work.directed(), known));
        }
        return needed;
    }

    /** The shared rows that this command may touch. */
    Set<String> neededBy(@Nullable Directed<C> directed, Map<String, StreamState<S>> known) {
        StreamState<S> state =
                directed == null ? null : known.get(directed.stream().name());
        return directed == null || state == null
                ? Set.of()
                : aggregate.shared().needed(state.state(), directed.command());
    }

    private List<KeyId> keyIds(List<Work<S, C, R>> works) {
        List<KeyId> ids = new ArrayList<>();
        for (Work<S, C, R> work : works) {
            switch (work) {
                case Work.Ask<S, C, R>(Request<S, C, R> request, var _, var _)
                when request.keyed() != null -> ids.add(request.keyed().id());
                case Work.Remember<S, C, R>(KeyEntry entry, var _, var _) -> ids.add(entry.id());
                case Work.Ask<S, C, R> _, Work.Heard<S, C, R> _, Work.Settle<S, C, R> _ -> {}
            }
        }
        return ids;
    }

    /** All works that were in doubt are settled: what is said to be fresh is fresh again. */
    void noDoubt() {
        streams.noDoubt();
    }

    /** After a lost race or an outage: what is remembered of these works' streams may be wrong. */
    void forget(List<Work<S, C, R>> works) {
        progress.readAgain();
        streams.forget(works);
    }

    /** Forgets the states that match; any thread may ask. */
    void drop(Predicate<S> which) {
        streams.drop(which);
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
            case Work.Settle<?, ?, ?>(var _, long until, var _) -> until - System.nanoTime() <= 0;
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
            case Work.Settle<?, ?, ?>(var _, var _, var answer) -> {
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
        if (first instanceof Work.Heard<S, C, R>(News<C> news, var _, var _)) {
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
