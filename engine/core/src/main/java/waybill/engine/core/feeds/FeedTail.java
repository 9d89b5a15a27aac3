package waybill.engine.core.feeds;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final long DEFECT_MILLIS = 50;

    private final LogFeed<E> feed;
    private final Consumer<Recorded<E>> shown;
    private final long[] cursor;
    /** How much is to be read next; less than a chunk if what comes then cannot be read. */
    private final int[] limits;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Starts at the present heads. */
    public FeedTail(String name, LogFeed<E> feed, Consumer<Recorded<E>> shown) {
        this.feed = feed;
        this.shown = shown;
        this.cursor = feed.heads();
        this.limits = new int[cursor.length];
        Arrays.fill(limits, CHUNK);
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                long seen = feed.signal().times();
                if (!pass()) {
                    feed.signal().await(seen, POLL_MILLIS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pass() throws InterruptedException {
        boolean moved = false;
        for (int shard = 0; shard < cursor.length; shard++) {
            try {
                moved |= look(shard);
            } catch (StoreFault away) {
                LOG.warn("the feed cannot be read now: {}", away.getMessage());
            } catch (RuntimeException | Error defect) {
                // Who follows must not go blind: it is read again until it can be.
                LOG.error("shard {} of the feed cannot be followed", shard, defect);
                var _ = closed.await(DEFECT_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return moved;
    }

    private boolean look(int shard) {
        List<Recorded<E>> events;
        try {
            events = feed.read(shard, cursor[shard], limits[shard]);
        } catch (UndecodableEvent unreadable) {
            comeNear(shard, unreadable);
            return true;
        }
        limits[shard] = CHUNK;
        for (Recorded<E> event : events) {
            cursor[shard] = event.position();
            show(event);
        }
        return !events.isEmpty();
    }

    /** What comes before the unreadable event is read next; then it is stepped over: nobody can wait for it. */
    private void comeNear(int shard, UndecodableEvent unreadable) {
        long position = unreadable.place().position();
        limits[shard] = (int) (position - cursor[shard] - 1);
        if (limits[shard] <= 0) {
            LOG.error("an event of the own log cannot be read", unreadable);
            limits[shard] = CHUNK;
            cursor[shard] = position;
        }
    }

    private void show(Recorded<E> event) {
        try {
            shown.accept(event);
        } catch (RuntimeException | Error defect) {
            // Who cannot look at this event must not keep the others from seeing the next.
            LOG.error("an event could not be shown because the code is wrong", defect);
        }
    }

    /** Stops following. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
