package waybill.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.EventId;

/** One service: its streams, its feed, and how far it has heard the others. */
final class Participant<S, C, E, R> {
    private static final int JUST_NOW = 4;

    private final Parts<S, C, E, R> parts;
    private final World world;
    private final Map<StreamId, S> states = new LinkedHashMap<>();
    private final Map<StreamId, List<Recorded<E>>> histories = new LinkedHashMap<>();
    private final List<Envelope<Announcement>> feed = new ArrayList<>();
    private final Map<String, Heard<C>> sources = new LinkedHashMap<>();
    private final List<Consumer<Recorded<E>>> afterCommit = new ArrayList<>();
    private long position;

    /**
     * What is special to the service.
     *
     * @param lending gives a decision the rows it may touch, and takes them back
     */
    record Parts<S, C, E, R>(
            String name,
            Decider<S, C, E, R> decider,
            Announcer<E, Announcement> announcer,
            Function<S, Map<String, Instant>> deadlines,
            Lending<S, C> lending) {}

    /** How shared rows come to a decision and back. */
    interface Lending<S, C> {
        S lend(S state, C command);

        S takeBack(S state);

        /** The state as a history alone gives it, without any rows. */
        S bare(S state);

        static <S, C> Lending<S, C> none() {
            return new Lending<>() {
                @Override
                public S lend(S state, C command) {
                    return state;
                }

                @Override
                public S takeBack(S state) {
                    return state;
                }

                @Override
                public S bare(S state) {
                    return state;
                }
            };
        }
    }

    /** A source this service listens to. */
    private static final class Heard<C> {
        private final List<Envelope<Announcement>> feed;
        private final Reaction<Announcement, C> reaction;
        private int next;

        Heard(List<Envelope<Announcement>> feed, Reaction<Announcement, C> reaction) {
            this.feed = feed;
            this.reaction = reaction;
        }
    }

    /** Something that is due in a stream. */
    record Due(StreamId stream, String name, Instant at) {}

    Participant(Parts<S, C, E, R> parts, World world) {
        this.parts = parts;
        this.world = world;
    }

    void listen(Participant<?, ?, ?, ?> source, Reaction<Announcement, C> reaction) {
        sources.put(source.parts.name(), new Heard<>(source.feed, reaction));
    }

    void afterCommit(Consumer<Recorded<E>> hook) {
        afterCommit.add(hook);
    }

    /** Decides and commits, all of it or nothing. */
    Decision<E, R> tell(StreamId stream, C command) {
        S before = state(stream);
        Decision<E, R> decision = parts.decider().decide(parts.lending().lend(before, command), command);
        if (decision instanceof Decision.Accepted<E, R>(List<E> events)) {
            commit(stream, parts.lending().lend(before, command), events);
        }
        return decision;
    }

    private void commit(StreamId stream, S lent, List<E> events) {
        List<Recorded<E>> history = histories.computeIfAbsent(stream, _ -> new ArrayList<>());
        List<Recorded<E>> committed = new ArrayList<>();
        S state = lent;
        for (E event : events) {
            state = parts.decider().evolve(state, event);
            Recorded<E> recorded = recorded(stream, history.size() + 1L, event);
            history.add(recorded);
            feed.add(envelope(recorded));
            committed.add(recorded);
        }
        states.put(stream, parts.lending().takeBack(state));
        committed.forEach(recorded -> afterCommit.forEach(hook -> hook.accept(recorded)));
    }

    private Recorded<E> recorded(StreamId stream, long version, E event) {
        Meta meta = new Meta(EventId.of(world.next()), "simulation", null, parts.name(), null);
        return new Recorded<>(
                0, ++position, stream, version, event.getClass().getSimpleName(), event, meta, world.instant());
    }

    private Envelope<Announcement> envelope(Recorded<E> recorded) {
        @Nullable Announcement said = parts.announcer().announce(recorded);
        return new Envelope<>(
                parts.name(),
                recorded.shard(),
                recorded.position(),
                recorded.version(),
                recorded.stream().key(),
                recorded.type(),
                recorded.recordedAt(),
                recorded.meta(),
                said,
                null);
    }

    /** The sources that have said something this service has not heard yet. */
    List<String> sourcesWithNews() {
        return sources.entrySet().stream()
                .filter(source ->
                        source.getValue().next < source.getValue().feed.size())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Hears the next news of this source. */
    void hearNext(String source) {
        Heard<C> heard = heard(source);
        hear(heard, heard.next++);
    }

    /** Hears once more something it has heard before; nothing may come of it. */
    void hearAgain(String source) {
        Heard<C> heard = heard(source);
        if (heard.next > 0) {
            // Mostly what was heard just now, as when the answer of a commit is lost.
            int back = world.happens(70) ? Math.min(heard.next, JUST_NOW) : heard.next;
            hear(heard, heard.next - 1 - world.number(back));
        }
    }

    private Heard<C> heard(String source) {
        Heard<C> heard = sources.get(source);
        if (heard == null) {
            throw new IllegalStateException(parts.name() + " does not listen to " + source);
        }
        return heard;
    }

    private void hear(Heard<C> heard, int index) {
        Envelope<Announcement> envelope = heard.feed.get(index);
        @Nullable Announcement said = envelope.announcement();
        if (said == null) {
            return;
        }
        @Nullable Directed<C> directed = heard.reaction.when(said, envelope);
        if (directed != null) {
            tell(directed.stream(), directed.command());
        }
    }

    /** Everything that has a time, earliest first. */
    List<Due> deadlines() {
        List<Due> all = new ArrayList<>();
        states.forEach((stream, state) ->
                parts.deadlines().apply(state).forEach((name, at) -> all.add(new Due(stream, name, at))));
        all.sort(java.util.Comparator.comparing(Due::at)
                .thenComparing(due -> due.stream().name() + due.name()));
        return all;
    }

    String name() {
        return parts.name();
    }

    @Override
    public String toString() {
        return name();
    }

    List<String> sources() {
        return List.copyOf(sources.keySet());
    }

    S state(StreamId stream) {
        return states.getOrDefault(stream, parts.decider().initial());
    }

    Map<StreamId, S> states() {
        return states;
    }

    /** The history of a stream, oldest first. */
    List<E> history(StreamId stream) {
        return histories.getOrDefault(stream, List.of()).stream()
                .map(Recorded::event)
                .toList();
    }

    /** The streams whose state is not the fold of their history; none if all is well. */
    List<String> unfolded() {
        List<String> wrong = new ArrayList<>();
        states.forEach((stream, state) -> {
            S folded = parts.decider().initial();
            for (E event : history(stream)) {
                folded = parts.decider().evolve(folded, event);
            }
            if (!parts.lending().bare(folded).equals(state)) {
                wrong.add(stream.name());
            }
        });
        return wrong;
    }

    /** How much was committed. */
    int events() {
        return feed.size();
    }
}
