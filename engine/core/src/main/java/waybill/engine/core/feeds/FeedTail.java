package waybill.engine.core.feeds;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.UndecodableEvent;

/** Follows a service's own log from now on, all shards, and shows every event once, in order per shard. */
public final class FeedTail<E> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedTail.class);
    private static final int CHUNK = 512;
    private static final long POLL_MILLIS = 20;

    private final LogFeed<E> feed;
    private final Consumer<Recorded<E>> shown;
    private final long[] cursor;
    private final Thread thread;

    /** Starts at the present heads. */
    public FeedTail(String name, LogFeed<E> feed, Consumer<Recorded<E>> shown) {
        this.feed = feed;
        this.shown = shown;
        this.cursor = feed.heads();
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long seen = feed.signal().times();
                if (!pass()) {
                    feed.signal().await(seen, POLL_MILLIS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pass() {
        boolean moved = false;
        for (int shard = 0; shard < cursor.length; shard++) {
            try {
                List<Recorded<E>> events = feed.read(shard, cursor[shard], CHUNK);
                for (Recorded<E> event : events) {
                    shown.accept(event);
                    cursor[shard] = event.position();
                    moved = true;
                }
            } catch (UndecodableEvent unreadable) {
                // Nobody can wait for it; those who must apply it park it.
                cursor[shard] = Math.max(cursor[shard] + 1, unreadable.place().position());
                LOG.error("an event of the own log cannot be read", unreadable);
            } catch (StoreFault away) {
                LOG.warn("the feed cannot be read now: {}", away.getMessage());
            }
        }
        return moved;
    }

    /** Stops following. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
