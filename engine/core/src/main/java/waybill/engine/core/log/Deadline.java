package waybill.engine.core.log;

import java.time.Instant;

/** By when something must have happened to a stream; a row, until the stream's state no longer asks for it. */
public record Deadline(Instant dueAt, StreamId stream, String name) {}
