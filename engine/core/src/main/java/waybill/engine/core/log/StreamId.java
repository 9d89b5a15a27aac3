package waybill.engine.core.log;

/**
 * Names the history of one aggregate.
 *
 * @param name unique within the service, for example {@code order-ord_…}
 * @param key what the stream is about (an order id or a product id): decides the shard, and is the subject outside
 */
public record StreamId(String name, String key) {
    /** The shard of this stream among so many: 0 to shards - 1, the same in every service and release. */
    public int shard(int shards) {
        return Shards.of(key, shards);
    }
}
