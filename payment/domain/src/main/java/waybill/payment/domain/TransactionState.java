package waybill.payment.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known about one transaction, and exactly what exists in that case. */
public sealed interface TransactionState {
    /** Committed; the call is running, or the process that made it has died. */
    record Initiated() implements TransactionState {}

    /** Done by the gateway, under its reference. An authorization also says until when it may be captured. */
    record Succeeded(String gatewayReference, @Nullable Instant authorizedUntil, Instant at)
            implements TransactionState {}

    /** Refused by the gateway. */
    record Declined(String reason, Instant at) implements TransactionState {}

    /** Never reached the gateway: nothing happened, and it is for whoever asked to ask again. */
    record Errored(String reason, Instant at) implements TransactionState {}

    /** Money that must go back, but this never reached the gateway; it is begun again at {@code retryAt}. */
    record ErroredForNow(String reason, Instant retryAt, Instant at) implements TransactionState {}

    /** May or may not have happened. After so many fruitless checks the next one is due at {@code nextCheck}. */
    record Unknown(String reason, int checks, Instant nextCheck, Instant at) implements TransactionState {}

    /** Nobody asks any more by himself; a late answer, or a person, still resolves it. */
    record UnderReview(String reason, Instant at) implements TransactionState {}

    /** The word for it that the API and the tables use. */
    default TransactionStatus status() {
        return switch (this) {
            case Initiated _ -> TransactionStatus.INITIATED;
            case Succeeded _ -> TransactionStatus.SUCCEEDED;
            case Declined _ -> TransactionStatus.DECLINED;
            case Errored _, ErroredForNow _ -> TransactionStatus.ERRORED;
            case Unknown _ -> TransactionStatus.UNKNOWN;
            case UnderReview _ -> TransactionStatus.MANUAL_REVIEW;
        };
    }
}
