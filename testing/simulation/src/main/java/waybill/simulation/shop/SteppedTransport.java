package waybill.simulation.shop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Checkpoints;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Transport;
import waybill.simulation.world.World;

/** Carries what services announce to one replica, a few at a time, when it is stepped. */
final class SteppedTransport implements Transport<Announcement> {
    private static final int AT_ONCE_MAX = 8;
    private static final int AGAIN_MAX = 4;

    private final World world;
    private final Sources sources;

    private final List<Delivery> deliveries = new ArrayList<>();

    /** Where it comes from. */
    interface Sources {
        /** The feed of a source as one of its processes has it; null while none of them runs. */
        @Nullable
        Feed<Announcement> feed(String source);

        /** How much a source has said in a shard, whoever knows it yet. */
        long said(String source, int shard);
    }

    SteppedTransport(World world, Sources sources) {
        this.world = world;
        this.sources = sources;
    }

    @Override
    public Transport.Delivery subscribe(
            String source, String subscriber, Checkpoints after, Receiver<Announcement> receiver) {
        Delivery delivery = new Delivery(source, after.now(), receiver);
        deliveries.add(delivery);
        return delivery;
    }

    @Override
    public @Nullable Envelope<Announcement> at(String source, int shard, long position) {
        Feed<Announcement> feed = sources.feed(source);
        List<Envelope<Announcement>> there = feed == null ? List.of() : feed.read(shard, position - 1, 1);
        return there.isEmpty() ? null : there.getFirst();
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** What one source says, on its way to this replica. */
    final class Delivery implements Transport.Delivery {
        private final String source;
        private final long[] cursor;
        /** Up to where something was delivered before its turn. */
        private final long[] before;

        private final Receiver<Announcement> receiver;

        Delivery(String source, long[] cursor, Receiver<Announcement> receiver) {
            this.source = source;
            this.cursor = cursor;
            this.before = cursor.clone();
            this.receiver = receiver;
        }

        /** Whether the source has said more than was delivered. */
        boolean hasMore() {
            for (int shard = 0; shard < cursor.length; shard++) {
                if (sources.said(source, shard) > cursor[shard]) {
                    return true;
                }
            }
            return false;
        }

        /** Delivers what comes next of one of the shards of which there is more. */
        void nextOfAny() {
            int first = world.number(cursor.length);
            for (int i = 0; i < cursor.length; i++) {
                int shard = (first + i) % cursor.length;
                if (sources.said(source, shard) > cursor[shard]) {
                    var _ = next(shard);
                    return;
                }
            }
        }

        /** Delivers what comes next of a shard; false if nothing is there, as far as the source knows. */
        boolean next(int shard) {
            Feed<Announcement> feed = sources.feed(source);
            if (feed == null) {
                return false;
            }
            int some = world.isRough() ? 1 + world.number(AT_ONCE_MAX) : AT_ONCE_MAX;
            List<Envelope<Announcement>> envelopes = feed.read(shard, cursor[shard], some);
            if (envelopes.isEmpty()) {
                return false;
            }
            cursor[shard] = envelopes.getLast().position();
            hand(envelopes);
            return true;
        }

        /** Delivers what there is of all shards; false if nothing is there. */
        boolean all() {
            boolean any = false;
            for (int shard = 0; shard < cursor.length; shard++) {
                any |= next(shard);
            }
            return any;
        }

        int shards() {
            return cursor.length;
        }

        /** Delivers once more what was delivered before; mostly what came just now. */
        void again(int shard) {
            Feed<Announcement> feed = sources.feed(source);
            if (feed != null && cursor[shard] > 0) {
                int back = (int) (world.happens(70) ? Math.min(cursor[shard], AGAIN_MAX) : cursor[shard]);
                long from = cursor[shard] - 1 - world.number(back);
                hand(feed.read(shard, from, 1 + world.number(AGAIN_MAX)));
            }
        }

        /** Delivers what comes after the next, which comes later, with all that follows it. */
        void ahead(int shard) {
            Feed<Announcement> feed = sources.feed(source);
            if (feed != null) {
                var some = feed.read(shard, cursor[shard] + 1 + world.number(2), 1 + world.number(2));
                before[shard] = some.isEmpty()
                        ? before[shard]
                        : Math.max(before[shard], some.getLast().position());
                hand(some);
            }
        }

        /** Delivers what others were delivered before: a source that has ended will not say it any more. */
        void closeGaps() {
            for (int shard = 0; shard < cursor.length; shard++) {
                while (cursor[shard] < before[shard] && next(shard)) {
                    world.trace().note("closes", source, cursor[shard]);
                }
            }
        }

        private void hand(List<Envelope<Announcement>> envelopes) {
            try {
                receiver.receive(envelopes);
            } catch (InterruptedException nobodyInterrupts) {
                throw new IllegalStateException(nobodyInterrupts);
            }
        }

        @Override
        public long lag() {
            long lag = 0;
            for (int shard = 0; shard < cursor.length; shard++) {
                lag += isBehind(shard) ? 1 : 0;
            }
            return lag;
        }

        @Override
        public boolean isBehind(int shard) {
            Feed<Announcement> feed = sources.feed(source);
            return feed != null && feed.heads()[shard] > cursor[shard];
        }

        @Override
        public void close() {
            deliveries.remove(this);
        }
    }
}
