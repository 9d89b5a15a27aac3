package waybill.engine.core.commands;

import waybill.engine.core.log.StreamId;

/** A command and the stream it is for. */
public record Directed<C>(StreamId stream, C command) {}
