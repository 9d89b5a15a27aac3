package waybill.payment.domain;

import waybill.kernel.Money;

/**
 * How far a payment has come, by what its transactions have done: total, and the source of the table in
 * {@code docs/reference/payment-states.md}.
 */
public final class PaymentTable {
    /** How much of an amount. */
    public enum Part {
        /** Nothing. */
        NONE,
        /** Less than all. */
        SOME,
        /** All. */
        ALL;

        static Part of(Money part, Money whole) {
            if (part.isZero()) {
                return NONE;
            }
            return part.compareTo(whole) < 0 ? SOME : ALL;
        }
    }

    /** What has become of the money that was set aside and not taken. */
    public enum Rest {
        /** It can still be taken, if there is any. */
        OPEN,
        /** It was given back. */
        VOIDED,
        /** Its time is over. */
        EXPIRED
    }

    private PaymentTable() {}

    /** The status of a payment whose authorization is this, and of whose money so much was taken and given back. */
    public static PaymentStatus cell(TransactionStatus authorization, Part captured, Part refunded, Rest rest) {
        return switch (authorization) {
            case INITIATED, UNKNOWN, ERRORED, MANUAL_REVIEW -> PaymentStatus.CREATED;
            case DECLINED -> PaymentStatus.DECLINED;
            case SUCCEEDED ->
                switch (captured) {
                    case NONE -> untaken(rest);
                    case SOME -> taken(PaymentStatus.PARTIALLY_CAPTURED, refunded);
                    case ALL -> taken(PaymentStatus.CAPTURED, refunded);
                };
        };
    }

    private static PaymentStatus untaken(Rest rest) {
        return switch (rest) {
            case OPEN -> PaymentStatus.AUTHORIZED;
            case VOIDED -> PaymentStatus.VOIDED;
            case EXPIRED -> PaymentStatus.EXPIRED;
        };
    }

    private static PaymentStatus taken(PaymentStatus kept, Part refunded) {
        return switch (refunded) {
            case NONE -> kept;
            case SOME -> PaymentStatus.PARTIALLY_REFUNDED;
            case ALL -> PaymentStatus.REFUNDED;
        };
    }
}
