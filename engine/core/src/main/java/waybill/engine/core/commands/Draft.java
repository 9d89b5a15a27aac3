package waybill.engine.core.commands;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.parked.NewsPlace;
import waybill.kernel.Decision;

/** What a batch will write, as far as it is decided. */
final class Draft<S, E, B> {
    /** Once so many news were settled without a word, the checkpoint follows. */
    private static final int UNWRITTEN_MAX = 1_000;

    private final Instant at;
    private final Map<String, StreamState<S>> before;
    private final Map<String, RuntimeException> unreadable;
    private final Map<String, B> shared;
    private final Map<String, StreamState<S>> after = new LinkedHashMap<>();
    private final Map<String, B> sharedChanged = new LinkedHashMap<>();
    private final List<NewEvent<E>> events = new ArrayList<>();
    private final List<KeyEntry> keys = new ArrayList<>();
    /** In one order for all: two replicas that move the same checkpoints wait for each other, but never in a circle. */
    private final Map<Place, Reach> reached = new TreeMap<>();

    private final List<NewsRecord> ignored = new ArrayList<>();
    private final List<ParkedNews> parked = new ArrayList<>();
    private final List<NewsPlace> settled = new ArrayList<>();
    /** What was known of the parked where news were applied, parked or settled. */
    private final Map<Integer, Long> parkings = new HashMap<>();

    /**
     * How far the draft gets in a shard of news.
     *
     * @param from where the checkpoint is
     * @param concerned whether any of the news concerned us
     */
    private record Reach(long from, long to, boolean concerned) {
        boolean isWritten() {
            return concerned || to - from >= UNWRITTEN_MAX;
        }
    }

    /** A draft on these streams and shared rows as they are now. */
    Draft(Instant at, Streams.Found<S> found, Map<String, B> rows) {
        this.at = at;
        this.before = found.known();
        this.unreadable = found.unreadable();
        this.shared = new HashMap<>(rows);
    }

    Instant at() {
        return at;
    }

    /** The stream as the draft leaves it, or as it was read; throws what was thrown if it could not be read. */
    StreamState<S> stream(String name) {
        RuntimeException why = unreadable.get(name);
        if (why != null) {
            throw why;
        }
        StreamState<S> now = after.getOrDefault(name, before.get(name));
        if (now == null) {
            throw new IllegalStateException("stream was not read: " + name);
        }
        return now;
    }

    /** The streams it knows, as they were. */
    Map<String, StreamState<S>> before() {
        return before;
    }

    /** Streams this draft changes, as they will be. */
    Map<String, StreamState<S>> after() {
        return after;
    }

    @Nullable
    B row(String key) {
        return shared.get(key);
    }

    void put(StreamState<S> state, List<NewEvent<E>> added, Map<String, B> rows) {
        after.put(state.stream().name(), state);
        events.addAll(added);
        rows.forEach((key, row) -> {
            if (!row.equals(shared.put(key, row))) {
                sharedChanged.put(key, row);
            }
        });
    }

    void keep(KeyEntry entry) {
        keys.add(entry);
    }

    /** The last position this draft has reached in a source's shard; {@code before} if it has not moved. */
    long reached(Place place, long before) {
        Reach reach = reached.get(place);
        return reach == null ? before : reach.to();
    }

    /**
     * Settles the news.
     *
     * @param from where the checkpoint is
     * @param concerned whether they concerned us; news that did not are written down only with others that did
     */
    void settle(News<?> news, long from, boolean concerned) {
        Place place = news.place();
        Reach before = reached.get(place);
        boolean any = concerned || (before != null && before.concerned());
        reached.put(place, new Reach(from, news.position(), any));
    }

    /** Moves a checkpoint for its own sake. */
    void move(CheckpointMove move) {
        reached.put(new Place(move.source(), move.shard()), new Reach(move.from(), move.to(), true));
    }

    /** News that changed nothing are kept with the reason. */
    void note(News<?> news, Decision<?, ?> decision) {
        switch (decision) {
            case Decision.Accepted<?, ?> _ -> {}
            case Decision.AlreadySo<?, ?>(String reason) -> ignore(news, reason);
            case Decision.Refused<?, ?>(Object reason) -> ignore(news, "refused: " + reason);
        }
    }

    void ignore(News<?> news, String reason) {
        ignored.add(new NewsRecord(news.source(), news.shard(), news.position(), news.subject(), reason, at));
    }

    void park(News<?> news, String error) {
        parked.add(
                new ParkedNews(news.source(), news.shard(), news.position(), news.subject(), news.type(), error, at));
    }

    /** What is decided about news of this shard counts only if nothing was parked or settled there since. */
    void relyOn(int shard, long changes) {
        parkings.put(shard, changes);
    }

    /** It is parked no more. */
    void settleParked(NewsPlace place, long changes) {
        settled.add(place);
        relyOn(place.shard(), changes);
    }

    boolean hasSettledParked() {
        return !settled.isEmpty();
    }

    /** The checkpoints to be written. */
    List<CheckpointMove> moves() {
        List<CheckpointMove> moves = new ArrayList<>();
        reached.forEach((place, reach) -> {
            if (reach.isWritten()) {
                moves.add(new CheckpointMove(place.source(), place.shard(), reach.from(), reach.to()));
            }
        });
        return moves;
    }

    /** How far it gets in each shard of news, written or not. */
    Map<Place, Long> settled() {
        Map<Place, Long> settled = new HashMap<>();
        reached.forEach((place, reach) -> settled.put(place, reach.to()));
        return settled;
    }

    List<ParkedNews> parked() {
        return parked;
    }

    boolean isEmpty() {
        return events.isEmpty() && keys.isEmpty() && settled.isEmpty() && moves().isEmpty();
    }

    Batch<S, E, B> batch(Function<S, Map<String, Instant>> deadlines) {
        List<Deadline> set = new ArrayList<>();
        List<Deadline> met = new ArrayList<>();
        after.forEach((name, now) -> {
            StreamState<S> was = before.get(name);
            compare(now, was == null ? Map.of() : deadlines.apply(was.state()), deadlines.apply(now.state()), set, met);
        });
        List<StreamState<S>> states = List.copyOf(after.values());
        return new Batch<>(
                at, events, states, sharedChanged, keys, moves(), set, met, ignored, parked, settled, parkings);
    }

    /**
     * Rows for what the stream waits for now and did not before; rows gone for what it no longer waits for. Compared as
     * precisely as they are kept, or a row would be set and met at once.
     */
    private static <S> void compare(
            StreamState<S> now,
            Map<String, Instant> old,
            Map<String, Instant> wanted,
            List<Deadline> set,
            List<Deadline> met) {
        wanted.forEach((name, dueAt) -> {
            if (!isSame(dueAt, old.get(name))) {
                set.add(new Deadline(dueAt.truncatedTo(ChronoUnit.MICROS), now.stream(), name));
            }
        });
        old.forEach((name, dueAt) -> {
            if (!isSame(dueAt, wanted.get(name))) {
                met.add(new Deadline(dueAt.truncatedTo(ChronoUnit.MICROS), now.stream(), name));
            }
        });
    }

    private static boolean isSame(Instant one, @Nullable Instant other) {
        return other != null && one.truncatedTo(ChronoUnit.MICROS).equals(other.truncatedTo(ChronoUnit.MICROS));
    }
}
