package waybill.engine.core.feeds;

import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Directed;

/** When another service announces something, then we command ourselves something. */
@FunctionalInterface
public interface Reaction<A, C> {
    /** The command that follows; null if the announcement does not concern this service. */
    @Nullable
    Directed<C> when(A announcement, Envelope<A> envelope);
}
