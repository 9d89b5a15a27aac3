package waybill.engine.core.log;

/** A stream folded: its state after {@code version} events. */
public record StreamState<S>(StreamId stream, long version, S state) {}
