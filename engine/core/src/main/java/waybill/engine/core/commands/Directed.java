package waybill.engine.core.commands;

import waybill.engine.core.log.StreamId;

/**
 * A command and the stream it is for.
 *
 * @param hasTime whether nobody waits for what comes of it, so that it may wait a moment for company: a commit of its
 *     own costs as much as one for many
 */
public record Directed<C>(StreamId stream, C command, boolean hasTime) {
    /** A command that somebody waits for. */
    public Directed(StreamId stream, C command) {
        this(stream, command, false);
    }
}
