package waybill.engine.core.rates;

import java.time.Duration;
import java.util.Optional;

/**
 * Buckets of tokens that all replicas take from, where there is something to keep them in. An optional helper: whoever
 * asks counts for itself as long as there is no answer.
 */
public interface SharedBuckets extends AutoCloseable {
    /** Nothing is shared; every replica counts for itself. */
    SharedBuckets NONE = new SharedBuckets() {
        @Override
        public Optional<Duration> take(String caller, Size size) {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> missing(String caller, Size size) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    /** A bucket holds so many tokens, and fills up with so many a second. */
    record Size(int burst, int perSecond) {}

    /**
     * Takes a token from the caller's bucket.
     *
     * @return how long it takes until there is one, zero if there was; empty if nobody can say now
     */
    Optional<Duration> take(String caller, Size size);

    /** The same without taking it. */
    Optional<Duration> missing(String caller, Size size);

    @Override
    void close();
}
