package waybill.payment.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.TransactionId;

/**
 * One thing asked of the gateway.
 *
 * @param id the key under which the gateway knows it; the same as long as the outcome is ambiguous
 * @param note the card token of an authorization, the reason of a void or a refund, else empty
 * @param reference the name that whoever asked for a capture or a refund has for it
 * @param at when it was committed, before the call
 */
public record Transaction(
        TransactionId id,
        Kind kind,
        Money amount,
        String note,
        @Nullable String reference,
        Instant at,
        TransactionState state) {

    /** The word for what is known about it. */
    public TransactionStatus status() {
        return state.status();
    }

    /** Whether the gateway did it. */
    public boolean succeeded() {
        return state instanceof TransactionState.Succeeded;
    }

    /** Whether it may still turn out to have happened: running, unknown, or on a person's desk. */
    public boolean isUnresolved() {
        return switch (state) {
            case TransactionState.Initiated _, TransactionState.Unknown _, TransactionState.UnderReview _ -> true;
            case TransactionState.Succeeded _,
                    TransactionState.Declined _,
                    TransactionState.Errored _,
                    TransactionState.ErroredForNow _ -> false;
        };
    }

    /** Whether the gateway has not said itself how it came out: nobody knows, or it counts as never sent. */
    public boolean isNotAnswered() {
        return isUnresolved() || status() == TransactionStatus.ERRORED;
    }

    /** Whether its own call may still answer it. */
    public boolean isUnderWay(Instant now) {
        return status() == TransactionStatus.INITIATED && now.isBefore(callSettledAt());
    }

    /** When its call can no longer arrive at the gateway, so that a gateway which does not know it never will. */
    public Instant callSettledAt() {
        return at.plus(CheckSchedule.CALL_SETTLED_AFTER);
    }

    /** The gateway's own name for it; empty unless it succeeded. */
    public Optional<String> gatewayReference() {
        return state instanceof TransactionState.Succeeded done
                ? Optional.of(done.gatewayReference())
                : Optional.empty();
    }

    /** When what is known about it became known. */
    public Instant since() {
        return switch (state) {
            case TransactionState.Initiated _ -> at;
            case TransactionState.Succeeded done -> done.at();
            case TransactionState.Declined no -> no.at();
            case TransactionState.Errored unsent -> unsent.at();
            case TransactionState.ErroredForNow unsent -> unsent.at();
            case TransactionState.Unknown lost -> lost.at();
            case TransactionState.UnderReview stuck -> stuck.at();
        };
    }

    /** Why it has not succeeded, in a word; empty while it runs and when it has. */
    public Optional<String> reason() {
        return switch (state) {
            case TransactionState.Initiated _, TransactionState.Succeeded _ -> Optional.empty();
            case TransactionState.Declined no -> Optional.of(no.reason());
            case TransactionState.Errored unsent -> Optional.of(unsent.reason());
            case TransactionState.ErroredForNow unsent -> Optional.of(unsent.reason());
            case TransactionState.Unknown lost -> Optional.of(lost.reason());
            case TransactionState.UnderReview stuck -> Optional.of(stuck.reason());
        };
    }

    /** Everything but the note, which may be a token and never goes into a log. */
    @Override
    public String toString() {
        return "Transaction[%s, %s, %s, %s, %s]".formatted(id, kind, amount, at, state);
    }

    Transaction now(TransactionState next) {
        return new Transaction(id, kind, amount, note, reference, at, next);
    }
}
