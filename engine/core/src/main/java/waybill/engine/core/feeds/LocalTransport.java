package waybill.engine.core.feeds;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.StoreFault;

/** Services of one process read each other's feed, through the port that a broker implements as well. */
public final class LocalTransport<A> implements Transport<A> {
    private static final Logger LOG = LoggerFactory.getLogger(LocalTransport.class);
    private static final int CHUNK = 256;
    private static final long POLL_MILLIS_MIN = 2;
    private static final long POLL_MILLIS_MAX = 50;

    private final Map<String, Feed<A>> feeds = new ConcurrentHashMap<>();

    /** Offers a service's feed to subscribers. */
    public void offer(Feed<A> feed) {
        feeds.put(feed.source(), feed);
    }

    @Override
    public Delivery subscribe(String source, String subscriber, Checkpoints after, Receiver<A> receiver) {
        Feed<A> feed = feed(source);
        long[] from = after.now();
        if (feed.shards() != from.length) {
            throw new IllegalArgumentException(source + " has " + feed.shards() + " shards, not " + from.length
                    + ": who listens must have as many");
        }
        Reader<A> reader = new Reader<>(feed, from, receiver);
        reader.start(source + "-to-" + subscriber);
        return reader;
    }

    private Feed<A> feed(String source) {
        Feed<A> feed = feeds.get(source);
        if (feed == null) {
            throw new IllegalArgumentException("no service " + source + " in this process");
        }
        return feed;
    }

    @Override
    public @Nullable Envelope<A> at(String source, int shard, long position) {
        Feed<A> feed = feed(source);
        if (shard < 0 || shard >= feed.shards() || position < 1) {
            return null;
        }
        List<Envelope<A>> there = feed.read(shard, position - 1, 1);
        return there.isEmpty() ? null : there.getFirst();
    }

    /** Reads one feed and hands it on, until closed. */
    private static final class Reader<A> implements Delivery {
        private final Feed<A> feed;
        private final AtomicLongArray cursor;
        private final Receiver<A> receiver;
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Thread thread = Thread.currentThread();

        Reader(Feed<A> feed, long[] cursor, Receiver<A> receiver) {
            this.feed = feed;
            this.cursor = new AtomicLongArray(cursor);
            this.receiver = receiver;
        }

        void start(String name) {
            thread = Thread.ofPlatform().name(name).daemon().start(this::run);
        }

        private void run() {
            long pollMillis = POLL_MILLIS_MIN;
            try {
                while (closed.getCount() > 0) {
                    long seen = feed.signal().times();
                    boolean moved = pass();
                    pollMillis = moved ? POLL_MILLIS_MIN : Math.min(POLL_MILLIS_MAX, pollMillis * 2);
                    if (!moved) {
                        feed.signal().await(seen, pollMillis);
                    }
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        /** One look at every shard; true if there was anything. An outage of the store is waited out. */
        private boolean pass() throws InterruptedException {
            boolean moved = false;
            for (int shard = 0; shard < cursor.length(); shard++) {
                try {
                    List<Envelope<A>> envelopes = feed.read(shard, cursor.get(shard), CHUNK);
                    if (!envelopes.isEmpty()) {
                        receiver.receive(envelopes);
                        cursor.set(shard, envelopes.getLast().position());
                        moved = true;
                    }
                } catch (StoreFault away) {
                    LOG.warn("the feed of {} cannot be read now: {}", feed.source(), away.getMessage());
                } catch (RuntimeException | Error defect) {
                    // Nothing is skipped and nobody goes deaf: the place is read again until it can be.
                    LOG.error("shard {} of {} cannot be delivered", shard, feed.source(), defect);
                    var _ = closed.await(POLL_MILLIS_MAX, TimeUnit.MILLISECONDS);
                }
            }
            return moved;
        }

        @Override
        public long lag() {
            long[] heads = feed.heads();
            long lag = 0;
            for (int shard = 0; shard < heads.length; shard++) {
                lag += Math.max(0, heads[shard] - cursor.get(shard));
            }
            return lag;
        }

        @Override
        public boolean isBehind(int shard) {
            return feed.heads()[shard] > cursor.get(shard);
        }

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
}
