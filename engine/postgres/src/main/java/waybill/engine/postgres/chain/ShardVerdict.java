package waybill.engine.postgres.chain;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about one shard of a log.
 *
 * @param events that are as they were written
 * @param batches the commits that wrote them
 * @param chain over all of them, in hexadecimal digits; after no event 64 zeros
 * @param broken where and how it is not what was written; null if it is
 */
public record ShardVerdict(
        int shard,
        long events,
        long batches,
        String chain,
        @Nullable Break broken) {
    /**
     * Where a shard stops being what was written.
     *
     * @param position the first that is in doubt
     * @param what what is wrong there, to be read after "breaks at position 17:"
     */
    public record Break(long position, String what) {}
}
