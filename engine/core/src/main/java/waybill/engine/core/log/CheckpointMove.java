package waybill.engine.core.log;

/**
 * A subscriber's progress, written with its effects.
 *
 * @param from the position it must still be at, or the whole batch is off
 * @param to the position it is at afterwards
 */
public record CheckpointMove(String source, int shard, long from, long to) {}
