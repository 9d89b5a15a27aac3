package waybill.engine.core.log;

/**
 * An event about to be written.
 *
 * @param version the version the stream has after it, from 1
 */
public record NewEvent<E>(StreamId stream, long version, E event, Meta meta) {}
