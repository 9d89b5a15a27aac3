package waybill.engine.core.log;

/** Which part of a log a key belongs to. */
public final class Shards {
    /** Shards of a log unless configured otherwise; Kafka topics have as many partitions. */
    public static final int DEFAULT_COUNT = 6;

    private Shards() {}

    /** The shard of a key: its {@link String#hashCode}, which the language specifies, spread and reduced. */
    public static int of(String key, int shards) {
        int hash = key.hashCode() * 0x9E3779B9;
        return Math.floorMod(hash ^ (hash >>> 16), shards);
    }
}
