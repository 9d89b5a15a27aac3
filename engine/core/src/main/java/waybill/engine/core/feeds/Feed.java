package waybill.engine.core.feeds;

import java.util.List;

/** What one service announces, place by place. */
public interface Feed<A> {
    /** The service. */
    String source();

    /** How many shards it has. */
    int shards();

    /**
     * The envelopes of a shard after a position, dense and in order; empty if there are none yet, and only then: a part
     * of what there is may be at hand sooner than all of it.
     */
    List<Envelope<A>> read(int shard, long after, int limit);

    /** The last position of each shard. */
    long[] heads();

    /** How many places this process has added since it began; what other replicas add is theirs to count. */
    default long addedHere() {
        return 0;
    }

    /** Raised when there may be more. */
    Signal signal();
}
