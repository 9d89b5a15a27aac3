package waybill.engine.http.feed;

import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemException;
import waybill.engine.http.Routes;

/**
 * {@code GET /events}: what a service has announced, in commit order per shard. A position is a text that names a place
 * in every shard; whoever gives it back continues there.
 */
public final class FeedRoutes<A> {
    /** So many readers at once: what they read must not keep the lanes from their connections. */
    private static final int READERS_MAX = 2;

    private static final long WAIT_SECONDS_MAX = 2;

    private final Map<String, Feed<A>> feeds;
    private final Function<A, byte[]> encoder;
    private final Semaphore turns = new Semaphore(READERS_MAX, true);

    /**
     * Serves these feeds.
     *
     * @param feeds by service; the first is served unless the query names another
     */
    public FeedRoutes(List<Feed<A>> feeds, Function<A, byte[]> encoder) {
        this.feeds = new LinkedHashMap<>();
        feeds.forEach(feed -> this.feeds.put(feed.source(), feed));
        this.encoder = encoder;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes().get("/events", "listEvents", Set.of("after", "limit", "service"), this::list);
    }

    private record Asked<A>(Feed<A> feed, FeedPosition after, int limit) {}

    private Answer list(Call call) {
        Asked<A> asked = call.query(query -> {
            Feed<A> feed =
                    query.choiceOr("service", feeds, feeds.values().iterator().next());
            String text = query.text("after");
            FeedPosition after = FeedPosition.parse(text, feed.shards());
            if (after == null) {
                query.complain("after", "INVALID", "must be a position that this feed gave out");
                after = FeedPosition.start(feed.shards());
            }
            return new Asked<>(feed, after, Page.limit(query));
        });
        return Answer.json(200, page(asked));
    }

    /** Merges the shards by time; within a shard the order is that of the commits. */
    private Page page(Asked<A> asked) {
        ShardMerge<A> merge = read(asked);
        List<Map<String, Object>> events = new ArrayList<>();
        boolean more = false;
        FeedPosition reached = asked.after();
        @Nullable Envelope<A> next;
        while ((next = merge.next()) != null) {
            A announcement = next.announcement();
            if (announcement != null && events.size() == asked.limit()) {
                more = true;
                break;
            }
            reached = reached.with(next.shard(), next.position());
            if (announcement != null) {
                events.add(event(next, announcement, reached));
            }
        }
        return Page.of(events, reached.toString(), more || merge.isCutShort());
    }

    private ShardMerge<A> read(Asked<A> asked) {
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
