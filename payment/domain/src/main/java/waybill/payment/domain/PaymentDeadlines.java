package waybill.payment.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What must not wait forever: by when somebody must ask the gateway, give money back again, or let it go. */
public final class PaymentDeadlines {
    /** A row of this prefix and a transaction id: ask the gateway about it. */
    public static final String ASK_GATEWAY = "gateway-";

    /** A row of this prefix and a payment id: its void never reached the gateway, begin a new one. */
    public static final String VOID_AGAIN = "void-";

    /** A row of this prefix and a payment id: a refund that must be never reached the gateway, begin a new one. */
    public static final String REFUND_AGAIN = "refund-";

    /** A row of this prefix and a payment id: its authorization runs out. */
    public static final String EXPIRY = "expiry-";

    private PaymentDeadlines() {}

    /** The rows of these payments by name; a resolved transaction and one under review have none. */
    public static Map<String, Instant> of(Payments payments) {
        Map<String, Instant> rows = new LinkedHashMap<>();
        for (Payment payment : payments.all()) {
            for (Transaction transaction : payment.transactions()) {
                ask(transaction).ifPresent(due -> rows.put(ASK_GATEWAY + transaction.id(), due));
            }
            if (payment.hasRest()) {
                again(payment, Kind.VOID).ifPresent(due -> rows.put(VOID_AGAIN + payment.id(), due));
                payment.authorizedUntil().ifPresent(due -> rows.put(EXPIRY + payment.id(), due));
            }
            if (!payment.refundable().isZero()) {
                again(payment, Kind.REFUND).ifPresent(due -> rows.put(REFUND_AGAIN + payment.id(), due));
            }
        }
        return rows;
    }

    private static Optional<Instant> ask(Transaction transaction) {
        return switch (transaction.state()) {
            case TransactionState.Initiated _ -> Optional.of(transaction.callSettledAt());
            case TransactionState.Unknown lost -> Optional.of(lost.nextCheck());
            case TransactionState.Succeeded _,
                    TransactionState.Declined _,
                    TransactionState.Errored _,
                    TransactionState.ErroredForNow _,
                    TransactionState.UnderReview _ -> Optional.empty();
        };
    }

    private static Optional<Instant> again(Payment payment, Kind kind) {
        return payment.last(kind)
                .flatMap(last -> last.state() instanceof TransactionState.ErroredForNow unsent
                        ? Optional.of(unsent.retryAt())
                        : Optional.empty());
    }
}
