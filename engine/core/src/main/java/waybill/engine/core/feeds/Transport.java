package waybill.engine.core.feeds;

import org.jspecify.annotations.Nullable;

/**
 * Carries what a service announces to a subscriber: at least once, each shard in order and without gaps, nothing before
 * its commit. Every implementation passes {@code TransportContract}.
 */
public interface Transport<A> {
    /**
     * Starts to deliver what follows the subscriber's checkpoints. A transport may share the shards out among the
     * replicas of a subscriber; it asks for the checkpoints again whenever it begins to deliver a shard here.
     *
     * @param subscriber the service that listens, for names of threads and groups
     */
    Delivery subscribe(String source, String subscriber, Checkpoints after, Receiver<A> receiver);

    /** What a source said at this position, read again; null if it never said so much. */
    @Nullable
    Envelope<A> at(String source, int shard, long position);

    /** A running delivery. */
    interface Delivery extends AutoCloseable {
        /** Envelopes of the source that were not handed over yet, of the shards that are delivered here. */
        long lag();

        /**
         * Whether there may be something of this shard that was not handed over yet, or whether the shard is delivered
         * to another replica, which alone can know.
         */
        boolean isBehind(int shard);

        /**
         * What came again and was not handed over a second time; a transport that never looks leaves that to others.
         */
        default long repeats() {
            return 0;
        }

        /** Stops; what was handed over stays so. */
        @Override
        void close();
    }
}
