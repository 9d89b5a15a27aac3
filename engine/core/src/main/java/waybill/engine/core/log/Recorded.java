package waybill.engine.core.log;

import java.time.Instant;

/**
 * An event that is committed.
 *
 * @param position its place in the shard, from 1, dense and in commit order
 * @param version the version the stream has after it, from 1
 * @param type its wire name, for example {@code order.created.v1}
 */
public record Recorded<E>(
        int shard, long position, StreamId stream, long version, String type, E event, Meta meta, Instant recordedAt) {}
