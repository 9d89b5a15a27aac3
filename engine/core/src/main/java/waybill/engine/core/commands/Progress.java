package waybill.engine.core.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.ParkedNews;

/** How far a lane has heard each source, which news are under suspicion, and which subjects wait behind parked ones. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final int TRIES_MAX = 5;

    private final EventStore<?, ?, ?> store;
    private final Map<String, long[]> applied = new HashMap<>();
    private final Map<String, Long> suspects = new HashMap<>();
    private final Map<String, String> whyFailed = new HashMap<>();
    private final Set<String> openTries = new HashSet<>();
    private final Set<String> provenShards = new HashSet<>();
    private final Set<String> blocked = new HashSet<>();
    private boolean blockedKnown;

    Progress(EventStore<?, ?, ?> store) {
        this.store = store;
    }

    /** Drops the news that were applied already; to be settled once it is sure that the works are not tried again. */
    <S, C, R> List<Work<S, C, R>> withoutHeard(List<Work<S, C, R>> works, List<Runnable> heard) {
        List<Work<S, C, R>> rest = new ArrayList<>(works.size());
        for (Work<S, C, R> work : works) {
            if (work instanceof Work.Heard<S, C, R>(News<C> news, Runnable settled)
                    && news.position() <= applied(news.source(), news.shard())) {
                heard.add(settled);
            } else {
                rest.add(work);
            }
        }
        return rest;
    }

    long applied(String source, int shard) {
        return applied.computeIfAbsent(source, store::checkpoints)[shard];
    }

    boolean isBlocked(String subject) {
        if (!blockedKnown) {
            blocked.addAll(store.blockedSubjects());
            blockedKnown = true;
        }
        return blocked.contains(subject);
    }

    /**
     * Whether the news must be tried alone: they failed before, or they are the first of their shard since the start,
     * and may be what ended the process.
     */
    boolean isSuspect(News<?> news) {
        return Long.valueOf(news.position()).equals(suspects.get(shardOf(news)))
                || !provenShards.contains(shardOf(news));
    }

    /**
     * Counts the try before it is made; true if there have been too many. A try that ended because the world failed is
     * still open and is not counted again: an outage never parks anything.
     */
    boolean isTriedTooOften(News<?> news) {
        return openTries.add(place(news)) && store.countTry(news.source(), news.shard(), news.position()) > TRIES_MAX;
    }

    void failed(News<?> news, RuntimeException why) {
        LOG.warn("{} {} of {} cannot be applied: {}", news.type(), place(news), news.subject(), why.toString());
        suspects.put(shardOf(news), news.position());
        whyFailed.put(shardOf(news), why.toString());
        openTries.remove(place(news));
    }

    String whyFailed(News<?> news) {
        return whyFailed.getOrDefault(shardOf(news), "ended the process again and again");
    }

    void committed(List<CheckpointMove> moves, List<ParkedNews> parked) {
        for (CheckpointMove move : moves) {
            long[] positions = applied.get(move.source());
            if (positions != null) {
                positions[move.shard()] = move.to();
            }
            provenShards.add(move.source() + "/" + move.shard());
            openTries.remove(move.source() + "/" + move.shard() + "/" + move.to());
        }
        for (ParkedNews news : parked) {
            blocked.add(news.subject());
            suspects.remove(news.source() + "/" + news.shard());
            whyFailed.remove(news.source() + "/" + news.shard());
            LOG.error("parked {} of {}: {}", news.type(), news.subject(), news.error());
        }
    }

    void readAgain() {
        applied.clear();
        blocked.clear();
        blockedKnown = false;
    }

    private static String shardOf(News<?> news) {
        return news.source() + "/" + news.shard();
    }

    private static String place(News<?> news) {
        return shardOf(news) + "/" + news.position();
    }
}
