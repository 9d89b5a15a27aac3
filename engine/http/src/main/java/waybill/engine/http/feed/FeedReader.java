package waybill.engine.http.feed;

import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemException;

/** Reads feeds for clients: what is announced, as JSON, with the position of each. */
final class FeedReader<A> {
    /** So many readers at once: what they read must not keep the lanes from their connections. */
    private static final int READERS_MAX = 2;

    private static final long WAIT_SECONDS_MAX = 2;

    private final Function<A, byte[]> encoder;
    private final Semaphore turns = new Semaphore(READERS_MAX, true);

    FeedReader(Function<A, byte[]> encoder) {
        this.encoder = encoder;
    }

    /** What was asked for. */
    record Asked<A>(Feed<A> feed, FeedPosition after, int limit) {}

    /** One announcement. */
    record Told(FeedPosition position, String type, Map<String, Object> json) {}

    /**
     * What was read.
     *
     * @param reached how far; also past what is nobody's business
     * @param more whether there is more already
     */
    record Found(List<Told> told, FeedPosition reached, boolean more) {}

    /**
     * Merges the shards by time; within a shard the order is that of the commits.
     *
     * @throws ProblemException if too many read at once
     */
    Found read(Asked<A> asked) {
        ShardMerge<A> merge = merge(asked);
        List<Told> told = new ArrayList<>();
        boolean more = false;
        FeedPosition reached = asked.after();
        @Nullable Envelope<A> next;
        while ((next = merge.next()) != null) {
            A announcement = next.announcement();
            if (announcement != null && told.size() == asked.limit()) {
                more = true;
                break;
            }
            reached = reached.with(next.shard(), next.position());
            if (announcement != null) {
                told.add(new Told(reached, next.type(), event(next, announcement, reached)));
            }
        }
        return new Found(told, reached, more || merge.isCutShort());
    }

    private ShardMerge<A> merge(Asked<A> asked) {
        try {
            if (!turns.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw overloaded();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw overloaded();
        }
        try {
            return new ShardMerge<>(asked.feed(), asked.after(), asked.limit() + 1);
        } finally {
            turns.release();
        }
    }

    private static ProblemException overloaded() {
        return Problem.of("overloaded", "Too many read the events at once; ask again with the same position.")
                .retryAfter(1)
                .asException();
    }

    private Map<String, Object> event(Envelope<A> envelope, A announcement, FeedPosition position) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("position", position.toString());
        event.put("id", envelope.meta().id().value());
        event.put("type", envelope.type());
        event.put("source", envelope.source());
        event.put("subject", envelope.subject());
        event.put("time", envelope.time());
        event.put("aggregateVersion", envelope.version());
        event.put("correlationId", envelope.meta().correlationId());
        event.put("causationId", envelope.meta().causationId());
        event.put("actor", envelope.meta().actor());
        event.put("data", new RawValue(new String(encoder.apply(announcement), StandardCharsets.UTF_8)));
        return event;
    }
}
