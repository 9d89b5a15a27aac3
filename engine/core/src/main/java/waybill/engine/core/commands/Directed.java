package waybill.engine.core.commands;

import waybill.engine.core.log.StreamId;
import waybill.kernel.Decision;

/**
 * A command and the stream it is for.
 *
 * @param hasTime whether nobody waits for what comes of it, so that it may wait a moment for company: a commit of its
 *     own costs as much as one for many
 * @param isFact whether it says what has happened outside, which no refusal undoes: news of it that are refused are
 *     parked, because somebody must see to it that the books and the world agree
 */
public record Directed<C>(StreamId stream, C command, boolean hasTime, boolean isFact) {
    /** A command that somebody waits for. */
    public Directed(StreamId stream, C command) {
        this(stream, command, false);
    }

    /** A command that may be refused. */
    public Directed(StreamId stream, C command, boolean hasTime) {
        this(stream, command, hasTime, false);
    }

    /** The decision about this command, unless it is the refusal of a fact. */
    <E, R> Decision<E, R> standing(Decision<E, R> decision) {
        if (isFact && decision instanceof Decision.Refused<E, R>(R reason)) {
            throw new IllegalStateException("refused: " + reason);
        }
        return decision;
    }
}
