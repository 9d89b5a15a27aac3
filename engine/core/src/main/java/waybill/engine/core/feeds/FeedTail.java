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
                moved |= show(shard, CHUNK);
            } catch (UndecodableEvent unreadable) {
                moved |= showAround(shard, unreadable);
            } catch (StoreFault away) {
                LOG.warn("the feed cannot be read now: {}", away.getMessage());
            }
        }
        return moved;
    }

    private boolean show(int shard, int limit) {
        List<Recorded<E>> events = feed.read(shard, cursor[shard], limit);
        for (Recorded<E> event : events) {
            cursor[shard] = event.position();
            show(event);
        }
        return !events.isEmpty();
    }

    private void show(Recorded<E> event) {
        try {
            shown.accept(event);
        } catch (RuntimeException defect) {
            // Who cannot look at this event must not keep the others from seeing the next.
            LOG.error("an event could not be shown because the code is wrong", defect);
        }
    }

    /** Shows what comes before the unreadable event, then steps over it: nobody can wait for it, others park it. */
    private boolean showAround(int shard, UndecodableEvent unreadable) {
        long position = unreadable.place().position();
        int before = (int) (position - cursor[shard] - 1);
        if (before > 0) {
            show(shard, before);
        }
        LOG.error("an event of the own log cannot be read", unreadable);
        cursor[shard] = position;
        return true;
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
