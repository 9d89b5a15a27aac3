package waybill.order.domain.fulfilment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.RefundId;
import waybill.order.domain.Remark;

/**
 * Captured money on its way back to the customer.
 *
 * @param id also the reference under which the money goes back
 * @param portions the pieces it is for; empty if it is for an amount
 * @param reason what a person said about it
 * @param again whether it has begun a second time, after nobody could be asked; it is asked for until somebody answers
 */
public record Refund(
        RefundId id,
        Money amount,
        List<Portion> portions,
        @Nullable Remark reason,
        boolean again,
        State state) {
    public Refund {
        portions = List.copyOf(portions);
    }

    /** How far it has come. */
    public sealed interface State {}

    /**
     * It is being paid back.
     *
     * @param deadline when somebody must ask for it again
     */
    public record Pending(Instant deadline) implements State {}

    /** It is paid back. */
    public record Settled(Instant at) implements State {}

    /**
     * It was not paid back.
     *
     * @param retryable nobody said no: the same may be tried again
     */
    public record Failed(String reason, boolean retryable, Instant at) implements State {}

    /** Whether it is still being paid back. */
    public boolean isPending() {
        return state instanceof Pending;
    }

    /** Whether the customer has the money. */
    public boolean isSettled() {
        return state instanceof Settled;
    }

    /** Whether nobody said no to it and nobody has heard that it was done, so that the same may be tried again. */
    public boolean mayBeTriedAgain() {
        return state instanceof Failed failed && failed.retryable();
    }

    Refund in(State next) {
        return new Refund(id, amount, portions, reason, again, next);
    }

    Refund begunAgain(Instant deadline) {
        return new Refund(id, amount, portions, reason, true, new Pending(deadline));
    }
}
