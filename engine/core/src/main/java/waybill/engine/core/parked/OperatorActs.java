package waybill.engine.core.parked;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Directed;

/**
 * How a service records in its own history what an operator did.
 *
 * @param <C> commands of the service
 */
@FunctionalInterface
public interface OperatorActs<C> {
    /**
     * What was done.
     *
     * @param subject what the parked announcement was about
     * @param action what was done with it, as {@code RETRIED inventory-3-17}
     * @param reason why, in the operator's words
     * @param by who
     */
    record Act(String subject, String action, String reason, String by, Instant at) {}

    /** The command that records it; null if the service keeps no history of the subject. */
    @Nullable
    Directed<C> recorded(Act act);
}
