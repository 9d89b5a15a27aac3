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
    private final CommandRunner.Surroundings<E> around;
    private final Progress progress;
    private final Map<String, StreamState<S>> before;
    private final Map<KeyId, KeyEntry> keys;
    private final Draft<S, E, B> draft;
    private final List<Runnable> callers = new ArrayList<>();
    private final Set<StreamId> saidNo = new HashSet<>();

    /** What is known before the batch. */
    record Known<S, B>(Map<String, StreamState<S>> streams, Map<KeyId, KeyEntry> keys, Map<String, B> rows) {}

    Deciding(
            Aggregate<S, C, E, R, B> aggregate,
            CommandRunner.Surroundings<E> around,
            Progress progress,
            Known<S, B> known) {
        this.aggregate = aggregate;
        this.around = around;
        this.progress = progress;
        this.before = known.streams();
        this.keys = new HashMap<>(known.keys());
        this.draft = new Draft<>(around.clock().instant().truncatedTo(ChronoUnit.MICROS), before, known.rows());
    }

    static <S, C, R> @Nullable Directed<C> directedOf(Work<S, C, R> work) {
        return switch (work) {
            case Work.Ask<S, C, R>(Request<S, C, R> request, var _, var _) ->
                new Directed<>(request.stream(), request.command());
            case Work.Remember<S, C, R> _ -> null;
            case Work.Heard<S, C, R>(News<C> news, var _) -> news.directed();
        };
    }

    /** Decides in order; from the first work that must be tried alone or lacks a row, all are put off. */
    List<Work<S, C, R>> decideAll(List<Work<S, C, R>> works) {
        Set<String> locked = new HashSet<>();
        works.forEach(work -> locked.addAll(needed(work, before)));
        for (int i = 0; i < works.size(); i++) {
            Work<S, C, R> work = works.get(i);
            if (!locked.containsAll(needed(work, draft.after())) || !decide(work, i == 0)) {
                return works.subList(i, works.size());
            }
            if (i == 0 && work instanceof Work.Heard<S, C, R>(News<C> news, var _) && wasAlone(news)) {
                return works.subList(1, works.size());
            }
        }
        return List.of();
    }

    private boolean decide(Work<S, C, R> work, boolean first) {
        return switch (work) {
            case Work.Ask<S, C, R> ask -> ask(ask);
            case Work.Remember<S, C, R> remember -> remember(remember);
            case Work.Heard<S, C, R>(News<C> news, Runnable settled) -> hear(news, settled, first);
        };
    }

    private boolean wasAlone(News<C> news) {
        return (news.directed() != null || news.failure() != null) && progress.isSuspect(news);
    }

    private Set<String> needed(Work<S, C, R> work, Map<String, StreamState<S>> states) {
        Directed<C> directed = directedOf(work);
        StreamState<S> state =
                directed == null ? null : states.get(directed.stream().name());
        return directed == null || state == null
                ? Set.of()
                : aggregate.shared().needed(state.state(), directed.command());
    }

    private boolean ask(Work.Ask<S, C, R> ask) {
        Request<S, C, R> request = ask.request();
        Keyed<S, R> keyed = request.keyed();
        KeyEntry entry = keyed == null ? null : keys.get(keyed.id());
        if (keyed != null && entry != null) {
            Outcome<S, R> earlier = earlier(entry, keyed.fingerprint());
            callers.add(() -> ask.answer().complete(earlier));
            return true;
        }
        try {
            Decided<S, E, R> decided = decide(new Directed<>(request.stream(), request.command()));
            StoredAnswer answer = keyed == null ? null : keyed.answer().apply(outcome(decided, null));
            Outcome<S, R> outcome = outcome(decided, answer);
            write(decided, request.origin());
            if (keyed != null) {
                keep(new KeyEntry(
                        keyed.id(), keyed.fingerprint(), request.stream().name(), answer, draft.at()));
            }
            callers.add(() -> ask.answer().complete(outcome));
        } catch (RuntimeException defect) {
            // One wrong command must not stop its neighbours; its caller learns of the defect, nothing is written.
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

    private boolean hear(News<C> news, Runnable settled, boolean first) {
        long from = progress.applied(news.source(), news.shard());
        long reached = draft.reached(news, from);
        if (news.position() <= reached) {
            // Delivered twice, both in this batch.
            callers.add(settled);
            return true;
        }
        if (news.position() != reached + 1) {
            throw new IllegalStateException("a gap in the news of " + news.source() + "/" + news.shard() + ": "
                    + news.position() + " after " + reached);
        }
        if (news.directed() != null || news.failure() != null) {
            if (progress.isBlocked(news.subject())) {
                draft.park(news, "waits behind an earlier parked event of " + news.subject());
            } else if (progress.isSuspect(news) && !first) {
                return false;
            } else if (progress.isSuspect(news) && progress.isTriedTooOften(news)) {
                draft.park(news, progress.whyFailed(news));
            } else if (!apply(news)) {
                return false;
            }
        }
        draft.move(news, from);
        callers.add(settled);
        return true;
    }

    private boolean apply(News<C> news) {
        try {
            if (news.failure() != null) {
                throw new IllegalStateException(news.failure());
            }
            Directed<C> directed = news.directed();
            if (directed != null) {
                Decided<S, E, R> decided = decide(directed);
                write(decided, news.origin());
                noteIgnored(news, decided.decision());
            }
            return true;
        } catch (RuntimeException poison) {
            if (news.directed() != null) {
                saidNo.add(news.directed().stream());
            }
            callers.add(() -> progress.failed(news, poison));
            return false;
        }
    }

    private void noteIgnored(News<C> news, Decision<E, R> decision) {
        switch (decision) {
            case Decision.Accepted<E, R> _ -> {}
            case Decision.AlreadySo<E, R>(String reason) -> draft.ignore(news, reason);
            case Decision.Refused<E, R>(R reason) -> draft.ignore(news, "refused: " + reason);
        }
    }

    private record Decided<S, E, R>(StreamState<S> state, List<E> events, Decision<E, R> decision) {}

    private Decided<S, E, R> decide(Directed<C> directed) {
        StreamState<S> now = draft.stream(directed.stream().name());
        S lent = lend(now.state(), directed.command());
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

    private S lend(S state, C command) {
        Set<String> needed = aggregate.shared().needed(state, command);
        if (needed.isEmpty()) {
            return state;
        }
        Map<String, B> rows = new HashMap<>();
        for (String key : needed) {
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

    /** Streams on whose remembered state, unchanged by this batch, nothing was written, or something went wrong. */
    Set<StreamId> saidNoOn(Set<String> remembered) {
        Set<StreamId> streams = new HashSet<>();
        for (StreamId stream : saidNo) {
            if (remembered.contains(stream.name()) && !draft.after().containsKey(stream.name())) {
                streams.add(stream);
            }
        }
        return streams;
    }

    Draft<S, E, B> draft() {
        return draft;
    }

    void tellCallers() {
        callers.forEach(Runnable::run);
    }
}
