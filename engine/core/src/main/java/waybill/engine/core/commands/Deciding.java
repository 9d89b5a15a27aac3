package waybill.engine.core.commands;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.StreamState;
import waybill.kernel.Decision;
import waybill.kernel.EventId;

/** One batch in the making: works are decided in memory, one after another, each on what the one before left. */
final class Deciding<S, C, E, R, B> {
    private final Aggregate<S, C, E, R, B> aggregate;
    private final CommandRunner.Surroundings<S, E> around;
    private final Progress progress;
    private final List<Set<String>> needed;
    private final Map<KeyId, KeyEntry> keys;
    private final Draft<S, E, B> draft;
    private final List<Runnable> callers = new ArrayList<>();
    private final Set<StreamId> saidNo = new HashSet<>();
    private final List<Work.Heard<S, C, R>> afterGaps = new ArrayList<>();

    /**
     * What is known before the batch.
     *
     * @param needed the shared rows that each work may touch, as far as can be said before the batch
     * @param rows those that exist, locked
     */
    record Known<S, B>(
            Streams.Found<S> streams, List<Set<String>> needed, Map<KeyId, KeyEntry> keys, Map<String, B> rows) {}

    Deciding(
            Aggregate<S, C, E, R, B> aggregate,
            CommandRunner.Surroundings<S, E> around,
            Progress progress,
            Known<S, B> known) {
        this.aggregate = aggregate;
        this.around = around;
        this.progress = progress;
        this.needed = known.needed();
        this.keys = new HashMap<>(known.keys());
        this.draft =
                new Draft<>(around.clock().instant().truncatedTo(ChronoUnit.MICROS), known.streams(), known.rows());
    }

    /** Decides in order; from the first work that must be tried alone or lacks a row, all are put off. */
    List<Work<S, C, R>> decideAll(List<Work<S, C, R>> works) {
        Set<String> locked = new HashSet<>();
        needed.forEach(locked::addAll);
        for (int i = 0; i < works.size(); i++) {
            Work<S, C, R> work = works.get(i);
            Set<String> rows = neededNow(work, needed.get(i));
            if (!locked.containsAll(rows) || !decide(work, rows, i == 0)) {
                return works.subList(i, works.size());
            }
            if (i == 0 && work instanceof Work.Heard<S, C, R>(News<C> news, var _, var _) && wasAlone(news)) {
                return works.subList(1, works.size());
            }
        }
        return List.of();
    }

    private boolean decide(Work<S, C, R> work, Set<String> rows, boolean first) {
        return switch (work) {
            case Work.Ask<S, C, R> ask -> ask(ask, rows);
            case Work.Remember<S, C, R> remember -> remember(remember);
            case Work.Heard<S, C, R> heard -> hear(heard, rows, first);
            case Work.Settle<S, C, R> _ -> throw new IllegalStateException("what is parked is settled alone");
        };
    }

    private boolean wasAlone(News<C> news) {
        return news.concernsUs() && progress.isSuspect(news);
    }

    /** The rows needed before the batch, unless the batch has changed the stream. */
    private Set<String> neededNow(Work<S, C, R> work, Set<String> neededBefore) {
        Directed<C> directed = work.directed();
        StreamState<S> changed =
                directed == null ? null : draft.after().get(directed.stream().name());
        return directed == null || changed == null
                ? neededBefore
                : aggregate.shared().needed(changed.state(), directed.command());
    }

    private boolean ask(Work.Ask<S, C, R> ask, Set<String> rows) {
        Request<S, C, R> request = ask.request();
        Keyed<S, R> keyed = request.keyed();
        KeyEntry entry = keyed == null ? null : keys.get(keyed.id());
        if (keyed != null && entry != null) {
            Outcome<S, R> earlier = earlier(entry, keyed.fingerprint());
            callers.add(() -> ask.answer().complete(earlier));
            return true;
        }
        try {
            request.requireVersion(draft.stream(request.stream().name()).version());
            Decided<S, E, R> decided = decide(new Directed<>(request.stream(), request.command()), rows);
            StoredAnswer answer = keyed == null ? null : keyed.answer().apply(outcome(decided, null));
            Outcome<S, R> outcome = outcome(decided, answer);
            write(decided, request.origin());
            if (keyed != null) {
                keep(new KeyEntry(
                        keyed.id(), keyed.fingerprint(), request.stream().name(), answer, draft.at()));
            }
            callers.add(() -> ask.answer().complete(outcome));
        } catch (RuntimeException defect) {
            // One wrong command must not stop its neighbours; its caller learns of it, nothing is written.
            // Like a no, it counts only if the stream was remembered rightly.
            saidNo.add(request.stream());
            callers.add(() -> ask.answer().completeExceptionally(defect));
        }
        return true;
    }

    private boolean remember(Work.Remember<S, C, R> remember) {
        KeyEntry known = keys.get(remember.entry().id());
        if (known == null) {
            keep(remember.entry());
        }
        Outcome<S, R> outcome = known == null
                ? new Outcome.Replayed<>(remember.entry())
                : earlier(known, remember.entry().fingerprint());
        callers.add(() -> remember.answer().complete(outcome));
        return true;
    }

    private void keep(KeyEntry entry) {
        keys.put(entry.id(), entry);
        draft.keep(entry);
    }

    private static <S, R> Outcome<S, R> earlier(KeyEntry entry, String fingerprint) {
        return entry.fingerprint().equals(fingerprint) ? new Outcome.Replayed<>(entry) : new Outcome.KeyReused<>();
    }

    private boolean hear(Work.Heard<S, C, R> heard, Set<String> rows, boolean first) {
        News<C> news = heard.news();
        Place place = news.place();
        long reached = draft.reached(place, progress.reached(place));
        if (news.position() <= reached) {
            // Delivered twice, both in this batch.
            callers.add(heard.repeated());
            return true;
        }
        if (news.position() != reached + 1) {
            // Wait and alert: nothing is skipped, and nobody else is kept waiting.
            progress.gap(news, reached);
            afterGaps.add(heard);
            return true;
        }
        if (news.concernsUs()) {
            draft.relyOn(news.shard(), progress.parkings(news.shard()));
            if (progress.isBlocked(news.subject())) {
                draft.park(news, "waits behind an earlier parked event of " + news.subject());
            } else if (progress.isSuspect(news) && !first) {
                return false;
            } else if (progress.isSuspect(news) && progress.isTriedTooOften(news)) {
                draft.park(news, progress.whyFailed(news));
            } else if (!apply(news, rows)) {
                return false;
            }
        }
        draft.settle(news, progress.stored(place), news.concernsUs());
        callers.add(heard.settled());
        return true;
    }

    private boolean apply(News<C> news, Set<String> rows) {
        try {
            take(news, rows);
            return true;
        } catch (RuntimeException poison) {
            if (news.directed() != null) {
                saidNo.add(news.directed().stream());
            }
            callers.add(() -> progress.failed(news, poison));
            return false;
        }
    }

    private void take(News<C> news, Set<String> rows) {
        if (news.failure() != null) {
            throw new IllegalStateException(news.failure());
        }
        Directed<C> directed = news.directed();
        if (directed != null) {
            draft.note(news, directed.standing(obey(directed, rows, news.origin())));
        }
    }

    /** Applies what was parked; throws why it cannot be. */
    void applyParked(@Nullable News<C> news, Set<String> rows) {
        if (news == null) {
            throw new IllegalStateException("the announcement is not there any more");
        }
        take(news, rows);
    }

    /** Decides and writes at once. */
    Decision<E, R> obey(Directed<C> directed, Set<String> rows, Origin origin) {
        Decided<S, E, R> decided = decide(directed, rows);
        write(decided, origin);
        return decided.decision();
    }

    private record Decided<S, E, R>(StreamState<S> state, List<E> events, Decision<E, R> decision) {}

    private Decided<S, E, R> decide(Directed<C> directed, Set<String> rows) {
        StreamState<S> now = draft.stream(directed.stream().name());
        S lent = lend(now.state(), rows);
        Decision<E, R> decision = aggregate.decider().decide(lent, directed.command());
        List<E> events = switch (decision) {
            case Decision.Accepted<E, R>(List<E> accepted) -> accepted;
            case Decision.AlreadySo<E, R> _, Decision.Refused<E, R> _ -> List.of();
        };
        S state = lent;
        for (E event : events) {
            state = aggregate.decider().evolve(state, event);
        }
        long version = now.version() + events.size();
        return new Decided<>(new StreamState<>(directed.stream(), version, state), events, decision);
    }

    private S lend(S state, Set<String> keys) {
        if (keys.isEmpty()) {
            return state;
        }
        Map<String, B> rows = new HashMap<>();
        for (String key : keys) {
            B row = draft.row(key);
            if (row != null) {
                rows.put(key, row);
            }
        }
        return aggregate.shared().lend(state, rows);
    }

    private void write(Decided<S, E, R> decided, Origin origin) {
        StreamState<S> state = decided.state();
        if (decided.events().isEmpty()) {
            saidNo.add(state.stream());
            return;
        }
        long version = state.version() - decided.events().size();
        List<NewEvent<E>> added = new ArrayList<>(decided.events().size());
        for (E event : decided.events()) {
            EventId id = EventId.of(around.ids().next());
            added.add(new NewEvent<>(state.stream(), ++version, event, origin.meta(id)));
        }
        S bare = aggregate.shared().without(state.state());
        draft.put(
                new StreamState<>(state.stream(), state.version(), bare),
                added,
                aggregate.shared().returned(state.state()));
    }

    private Outcome<S, R> outcome(Decided<S, E, R> decided, @Nullable StoredAnswer answer) {
        S state = decided.state().state();
        long version = decided.state().version();
        return switch (decided.decision()) {
            case Decision.Accepted<E, R> _, Decision.AlreadySo<E, R> _ -> new Outcome.Done<>(state, version, answer);
            case Decision.Refused<E, R>(R reason) -> new Outcome.Refused<>(reason, state, version, answer);
        };
    }

    /** Streams on whose doubtful state, unchanged by this batch, nothing was written, or something went wrong. */
    Set<StreamId> saidNoOn(Set<String> doubtful) {
        Set<StreamId> streams = new HashSet<>();
        for (StreamId stream : saidNo) {
            if (doubtful.contains(stream.name()) && !draft.after().containsKey(stream.name())) {
                streams.add(stream);
            }
        }
        return streams;
    }

    Draft<S, E, B> draft() {
        return draft;
    }

    /** News before which others are missing. */
    List<Work.Heard<S, C, R>> afterGaps() {
        return afterGaps;
    }

    void tellCallers() {
        callers.forEach(Runnable::run);
    }
}
