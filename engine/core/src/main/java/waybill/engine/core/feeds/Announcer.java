package waybill.engine.core.feeds;

import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;

/** Says to the outside what an event of the inside means. */
@FunctionalInterface
public interface Announcer<E, A> {
    /** The announcement of the event; null if it is nobody else's business. */
    @Nullable
    A announce(Recorded<E> event);

    /** The name on the wire of what is announced: the event's own, unless it says again what another said before. */
    default String type(Recorded<E> event) {
        return event.type();
    }
}
