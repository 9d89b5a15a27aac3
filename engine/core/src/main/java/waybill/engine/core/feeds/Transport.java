package waybill.engine.core.feeds;

import org.jspecify.annotations.Nullable;

/**
 * Carries what a service announces to a subscriber: at least once, each shard in order and without gaps, nothing before
 * its commit. Every implementation passes {@code TransportContract}.
 */
public interface Transport<A> {
    /**
     * Starts to deliver what follows these positions (one for each shard of the source).
     *
     * @param subscriber the service that listens, for names of threads and groups
     */
    Delivery subscribe(String source, String subscriber, long[] after, Receiver<A> receiver);

    /** What a source said at this position, read again; null if it never said so much. */
    @Nullable
    Envelope<A> at(String source, int shard, long position);

    /** A running delivery. */
    interface Delivery extends AutoCloseable {
        /** Envelopes of the source that were not handed over yet. */
        long lag();

        /** Stops; what was handed over stays so. */
        @Override
        void close();
    }
}
