package waybill.engine.core.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;

/**
 * The log of one service: append-only streams, in shards whose positions are dense and in commit order, with everything
 * that must commit together. Every implementation passes {@code EventStoreContract}. All methods throw
 * {@link StoreFault}.
 *
 * @param <S> state of a stream, handed on to views
 * @param <E> events
 * @param <B> rows that many streams share (stock levels); {@link Void} where there are none
 */
public interface EventStore<S, E, B> {
    /** How many shards the log has; fixed when the database is made. */
    int shards();

    /** The whole histories of these streams by stream name, each in version order; absent where there is none. */
    Map<String, List<Recorded<E>>> load(Collection<String> streams);

    /** The keys among these that are known. */
    Map<KeyId, KeyEntry> keys(Collection<KeyId> keys);

    /** Begins to write: locks these shared rows in order, waiting for others who hold them. */
    Unit<S, E, B> begin(SortedSet<String> sharedKeys);

    /** The events of a shard after a position, in order, up to the limit. Sees only what is committed. */
    List<Recorded<E>> read(int shard, long after, int limit);

    /** The last position of each shard. */
    long[] heads();

    /** Where this service is in its source: the last applied position of each shard, 0 at the beginning. */
    long[] checkpoints(String source);

    /** Counts a try to apply an announcement, durably, before it is made; returns how many there have been. */
    int countTry(String source, int shard, long position);

    /** Who waits because something is parked, and how often that has changed. */
    Parkings parkings();

    /** What is parked. */
    ParkingLot parkingLot();

    /**
     * Deletes up to so many idempotency keys and so many records of ignored news that are older; says how many it was.
     */
    int forget(Instant keysBefore, Instant ignoredBefore, int max);

    /** The deadlines that are due, earliest first. */
    List<Deadline> due(Instant now, int limit);

    /** One open transaction. Closing it without a commit writes nothing. */
    interface Unit<S, E, B> extends AutoCloseable {
        /** The locked shared rows that exist, by key. */
        Map<String, B> shared();

        /**
         * Writes the batch, all of it or nothing. Returns the events in the batch's order with their positions.
         *
         * @throws StoreFault.Conflict if a version, a key or a checkpoint was taken by somebody else, or something was
         *     parked or settled meanwhile
         */
        List<Recorded<E>> commit(Batch<S, E, B> batch);

        @Override
        void close();
    }
}
