package waybill.payment.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the gateway is known to have done with one transaction. */
public sealed interface Outcome {
    /** What a call to the gateway, or a question about it, can come to. */
    sealed interface Answer extends Outcome {}

    /**
     * It happened.
     *
     * @param gatewayReference the gateway's own name for it
     * @param authorizedUntil until when an authorization may be captured, if the gateway says so
     */
    record Succeeded(String gatewayReference, @Nullable Instant authorizedUntil) implements Answer {}

    /** The gateway said no, for a reason in upper snake case: {@code INSUFFICIENT_FUNDS}. */
    record Declined(String reason) implements Answer {}

    /** Provably never reached the gateway: connection refused, breaker open, no room for the call. */
    record Errored(String reason) implements Answer {}

    /** Timeout, crash or unreadable answer. A timeout is not a decline. */
    record Unknown(String reason) implements Answer {}

    /**
     * The gateway was asked and does not know the key. This proves that nothing happened if the transaction was
     * {@link CheckSchedule#CALL_SETTLED_AFTER} old when it was asked; before that the call may still be on its way.
     *
     * @param asked before the question was sent: the answer may have been heard much later, and is no newer for that
     */
    record NotFound(Instant asked) implements Outcome {}
}
