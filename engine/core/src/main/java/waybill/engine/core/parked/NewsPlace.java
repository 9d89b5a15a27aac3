package waybill.engine.core.parked;

/** Where an announcement is in its source's feed; names it, whoever heard it. */
public record NewsPlace(String source, int shard, long position) {}
