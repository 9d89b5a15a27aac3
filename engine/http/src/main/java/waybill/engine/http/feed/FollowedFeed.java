package waybill.engine.http.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import waybill.engine.core.feeds.Feed;
import waybill.engine.http.feed.FeedReader.Asked;
import waybill.engine.http.feed.FeedReader.Found;
import waybill.engine.http.json.Json;
import waybill.engine.http.live.LiveEvent;
import waybill.engine.http.live.LiveEvents;

/** Follows a feed for one client. */
final class FollowedFeed<A> implements LiveEvents {
    private static final int READ_TOGETHER_MAX = 100;

    /** Between two reads; what happens meanwhile is read together, so that a busy feed costs its followers little. */
    private static final long PAUSE_MILLIS = 20;

    private final FeedReader<A> reader;
    private final Feed<A> feed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private FeedPosition reached;

    FollowedFeed(FeedReader<A> reader, Feed<A> feed, FeedPosition after) {
        this.reader = reader;
        this.feed = feed;
        this.reached = after;
    }

    @Override
    public List<LiveEvent> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            long seen = feed.signal().times();
            Found found = reader.read(new Asked<>(feed, reached, READ_TOGETHER_MAX));
            reached = found.reached();
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (!found.told().isEmpty() || left <= 0) {
                return found.told().stream().map(FollowedFeed::event).toList();
            }
            if (!found.more()) {
                feed.signal().await(seen, left);
            }
        }
        return List.of();
    }

    private static LiveEvent event(FeedReader.Told told) {
        return new LiveEvent(told.position().toString(), told.type(), Json.text(told.json()));
    }

    @Override
    public void close() {
        closed.countDown();
        feed.signal().raise();
    }
}
