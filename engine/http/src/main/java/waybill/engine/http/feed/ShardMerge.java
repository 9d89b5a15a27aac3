package waybill.engine.http.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;

/** The shards of a feed as one, earliest first; never past a place where a shard was not read on. */
final class ShardMerge<A> {
    private final List<Deque<Envelope<A>>> shards = new ArrayList<>();
    private final List<Boolean> full = new ArrayList<>();
    private boolean cutShort;

    ShardMerge(Feed<A> feed, FeedPosition after, int limit) {
        for (int shard = 0; shard < feed.shards(); shard++) {
            Deque<Envelope<A>> read = readOn(feed, shard, after.of(shard), limit);
            shards.add(read);
            full.add(read.size() == limit);
        }
    }

    /**
     * To the end of the shard or the limit: a feed may answer with a part of what there is, as long as that is not
     * empty.
     */
    private static <A> Deque<Envelope<A>> readOn(Feed<A> feed, int shard, long after, int limit) {
        Deque<Envelope<A>> all = new ArrayDeque<>();
        long reached = after;
        while (all.size() < limit) {
            List<Envelope<A>> read = feed.read(shard, reached, limit - all.size());
            if (read.isEmpty()) {
                break;
            }
            all.addAll(read);
            reached = read.getLast().position();
        }
        return all;
    }

    /** The earliest that is left; null if there is none, or if it cannot be known which is. */
    @Nullable
    Envelope<A> next() {
        @Nullable Deque<Envelope<A>> earliest = null;
        for (int shard = 0; shard < shards.size(); shard++) {
            Deque<Envelope<A>> queue = shards.get(shard);
            if (queue.isEmpty()) {
                if (full.get(shard)) {
                    cutShort = true;
                    return null;
                }
            } else if (earliest == null || isEarlier(queue.peek(), earliest.peek())) {
                earliest = queue;
            }
        }
        return earliest == null ? null : earliest.poll();
    }

    private static boolean isEarlier(@Nullable Envelope<?> one, @Nullable Envelope<?> other) {
        return one != null && other != null && one.time().isBefore(other.time());
    }

    /** Whether it ended because a shard has more than was read. */
    boolean isCutShort() {
        return cutShort;
    }
}
