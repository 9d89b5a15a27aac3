package waybill.engine.core.feeds;

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

    /** A running delivery. */
    interface Delivery extends AutoCloseable {
        /** Envelopes of the source that were not handed over yet. */
        long lag();

        /** Stops; what was handed over stays so. */
        @Override
        void close();
    }
}
