package waybill.engine.core.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.changes.About;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.parked.Parkings;
import waybill.engine.core.time.Workers;

/** How far a lane has heard each source, which news are under suspicion, and which subjects wait behind parked ones. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    /** News that failed in this process are tried so often again. */
    private static final int FAILURES_MAX = 5;
    /** News that no process has survived are tried so often: processes end for other reasons, too. */
    private static final int TRIES_MAX = 20;
    /** Before a gap the store is asked again, but not for each news after one that is real. */
    private static final long ASKED_AGAIN_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(900);

    private final EventStore<?, ?, ?> store;
    private final Workers time;
    /** What the store says. */
    private final Map<String, long[]> stored = new HashMap<>();
    /** At least as far: news that did not concern us are not written down one by one. Never falls back. */
    private final Map<String, long[]> reached = new HashMap<>();

    private final Map<Place, Suspect> suspects = new HashMap<>();
    private final Map<Place, Long> openTries = new HashMap<>();
    private final Set<Place> proven = new HashSet<>();
    private final Set<Place> gaps = new HashSet<>();
    /** When the store was asked about a source the last time, because news seemed to be missing. */
    private final Map<String, Long> askedAgain = new HashMap<>();
    /** As the store said the last time; null if that may have changed. */
    private @Nullable Parkings parkings;

    /** News that failed in this process. */
    private record Suspect(long position, int failures, String why) {}

    Progress(EventStore<?, ?, ?> store, Workers time) {
        this.store = store;
        this.time = time;
    }

    /**
     * Asks the store again about each source whose news seem to be missing: another replica may have applied them
     * before this one took their shard over.
     */
    void askAgainBeforeGaps(List<? extends Work<?, ?, ?>> works) {
        Map<Place, Long> last = new HashMap<>();
        for (Work<?, ?, ?> work : works) {
            if (work instanceof Work.Heard<?, ?, ?>(News<?> news, var _, var _)) {
                long before = last.computeIfAbsent(news.place(), this::reached);
                if (news.position() == before + 1) {
                    last.put(news.place(), news.position());
                } else if (news.position() > before + 1) {
                    askAgain(news.source());
                }
            }
        }
    }

    private void askAgain(String source) {
        long now = time.nanos();
        Long before = askedAgain.get(source);
        if (before == null || now - before >= ASKED_AGAIN_NANOS_MIN) {
            stored.put(source, read(source));
            askedAgain.put(source, now);
        }
    }

    /** Drops the news that were applied already; to be settled once it is sure that the works are not tried again. */
    <S, C, R> List<Work<S, C, R>> withoutHeard(List<Work<S, C, R>> works, List<Runnable> heard) {
        List<Work<S, C, R>> rest = new ArrayList<>(works.size());
        for (Work<S, C, R> work : works) {
            if (work instanceof Work.Heard<S, C, R>(News<C> news, var _, Runnable repeated)
                    && news.position() <= reached(news.place())) {
                heard.add(repeated);
            } else {
                rest.add(work);
            }
        }
        return rest;
    }

    /** Where the checkpoint is. */
    long stored(Place place) {
        return stored.computeIfAbsent(place.source(), this::read)[place.shard()];
    }

    /** The last news that are settled; those after the checkpoint did not concern us. */
    long reached(Place place) {
        long checkpoint = stored(place);
        long[] known = reached.get(place.source());
        return known == null ? checkpoint : known[place.shard()];
    }

    private long[] read(String source) {
        long[] checkpoints = store.checkpoints(source);
        reached.merge(source, checkpoints.clone(), Progress::furthest);
        return checkpoints;
    }

    /** Where this lane has come further than its checkpoints say. */
    void unwritten(Consumer<CheckpointMove> move) {
        reached.forEach((source, positions) -> {
            long[] checkpoints = stored.get(source);
            for (int shard = 0; checkpoints != null && shard < positions.length; shard++) {
                if (positions[shard] > checkpoints[shard]) {
                    move.accept(new CheckpointMove(source, shard, checkpoints[shard], positions[shard]));
                }
            }
        });
    }

    private static long[] furthest(long[] one, long[] other) {
        long[] both = one.clone();
        for (int shard = 0; shard < both.length; shard++) {
            both[shard] = Math.max(one[shard], other[shard]);
        }
        return both;
    }

    /** Whether nothing is missing before the news any more, as far as is known. */
    boolean isNext(News<?> news) {
        long[] known = reached.get(news.source());
        return known != null && news.position() <= known[news.shard()] + 1;
    }

    /** Says once that news are missing; those after them wait, and a gauge counts them until the missing ones come. */
    void gap(News<?> news, long last) {
        if (gaps.add(news.place())) {
            LOG.warn(
                    "news of {}/{} are missing: {} came after {}; this shard waits for them, all else goes on",
                    news.source(),
                    news.shard(),
                    news.position(),
                    last);
        }
    }

    /** What was missing has come, or was applied by another replica. */
    void gapsClosed(Set<Place> places) {
        gaps.removeAll(places);
    }

    boolean isBlocked(String subject) {
        return parkings().blocked().contains(subject);
    }

    /** How often something was parked or settled in this shard, as {@link #isBlocked} knows it. */
    long parkings(int shard) {
        return parkings().changes().get(shard);
    }

    private Parkings parkings() {
        Parkings known = parkings;
        if (known == null) {
            known = store.parkings();
            parkings = known;
        }
        return known;
    }

    /** Something was parked or settled. */
    void parkingsChanged() {
        parkings = null;
    }

    /**
     * Whether the news must be tried alone: they failed before, or they are the first of their shard since the start,
     * and may be what ended the process.
     */
    boolean isSuspect(News<?> news) {
        return failures(news) > 0 || !proven.contains(news.place());
    }

    /**
     * Counts the try before it is made; true if there have been too many. A try that ended because the world failed is
     * still open and is not counted again: an outage never parks anything.
     */
    boolean isTriedTooOften(News<?> news) {
        Long open = openTries.put(news.place(), news.position());
        if (open != null && open == news.position()) {
            return false;
        }
        int tries = store.countTry(news.source(), news.shard(), news.position());
        return tries > TRIES_MAX || failures(news) > FAILURES_MAX;
    }

    private int failures(News<?> news) {
        Suspect suspect = suspects.get(news.place());
        return suspect == null || suspect.position() != news.position() ? 0 : suspect.failures();
    }

    void failed(News<?> news, RuntimeException why) {
        About.subject(LOG.atWarn(), news.subject(), news.origin().traceparent())
                .addKeyValue("event", "news-not-applied")
                .log(
                        "{} {}/{}/{} of {} cannot be applied: {}",
                        news.type(),
                        news.source(),
                        news.shard(),
                        news.position(),
                        news.subject(),
                        why.toString());
        suspects.put(news.place(), new Suspect(news.position(), failures(news) + 1, why.toString()));
        openTries.remove(news.place());
    }

    String whyFailed(News<?> news) {
        Suspect suspect = suspects.get(news.place());
        return suspect == null || suspect.position() != news.position()
                ? "ended the process again and again"
                : suspect.why();
    }

    /**
     * What a batch did.
     *
     * @param settled how far it got in each shard, written or not
     */
    void committed(Map<Place, Long> settled, List<CheckpointMove> moves, List<ParkedNews> parked) {
        settled.forEach((place, position) -> {
            long[] known = reached.get(place.source());
            if (known != null) {
                known[place.shard()] = Math.max(known[place.shard()], position);
            }
        });
        for (CheckpointMove move : moves) {
            Place place = new Place(move.source(), move.shard());
            long[] positions = stored.get(move.source());
            if (positions != null) {
                positions[move.shard()] = move.to();
            }
            proven.add(place);
            openTries.remove(place);
            suspects.remove(place);
        }
        for (ParkedNews news : parked) {
            parkingsChanged();
            About.subject(LOG.atError(), news.subject(), null)
                    .addKeyValue("event", "news-parked")
                    .log("parked {} of {}: {}", news.type(), news.subject(), news.error());
        }
    }

    void readAgain() {
        stored.clear();
        parkingsChanged();
    }
}
