package waybill.contracts.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;

/** What the payment service announces: how the payment of one attempt of an order came out. */
public sealed interface PaymentAnnouncement extends Announcement {
    /** The order it is about. */
    String orderId();

    /** The attempt of the order's saga that the payment belongs to, from 1. */
    int attempt();

    @Override
    default String subject() {
        return orderId();
    }

    /** What happened to one payment of the order. */
    sealed interface OfPayment extends PaymentAnnouncement {
        /** The payment it is about. */
        String paymentId();

        /** The decimal amount. */
        String amount();

        /** The ISO 4217 code of the amount. */
        String currency();
    }

    /** The money is set aside at the gateway, until the given time where the gateway names one. */
    record PaymentAuthorized(
            String orderId,
            int attempt,
            String paymentId,
            String amount,
            String currency,
            @Nullable Instant authorizedUntil)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.authorized.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The gateway said no: DECLINED, INSUFFICIENT_FUNDS or EXPIRED_CARD. */
    record PaymentDeclined(String orderId, int attempt, String paymentId, String amount, String currency, String reason)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.declined.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The gateway was never reached: provably nothing was charged. */
    record PaymentFailed(String orderId, int attempt, String paymentId, String amount, String currency, String reason)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.failed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Nobody knows yet whether the money was set aside; the gateway will be asked until it is known. */
    record PaymentUnknown(String orderId, int attempt, String paymentId, String amount, String currency)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.unknown.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** What had been set aside is free again; nothing was charged. */
    record PaymentVoided(String orderId, int attempt, String paymentId, String amount, String currency)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.voided.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The money is taken. */
    record PaymentCaptured(
            String orderId,
            int attempt,
            String paymentId,
            String amount,
            String currency,
            String transactionId,
            @Nullable String reference)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.captured.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The money was not taken. */
    record PaymentCaptureFailed(
            String orderId,
            int attempt,
            String paymentId,
            String amount,
            String currency,
            String transactionId,
            @Nullable String reference,
            String reason)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.capture-failed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Money that was taken is given back. */
    record PaymentRefunded(
            String orderId,
            int attempt,
            String paymentId,
            String amount,
            String currency,
            String transactionId,
            @Nullable String reference)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.refunded.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The money was not given back. */
    record PaymentRefundFailed(
            String orderId,
            int attempt,
            String paymentId,
            String amount,
            String currency,
            String transactionId,
            @Nullable String reference,
            String reason)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.refund-failed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The authorization has run out; what was not captured is free again. */
    record PaymentExpired(String orderId, int attempt, String paymentId, String amount, String currency)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.expired.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It is known now what became of a transaction that was unknown; what follows from it is announced beside this. */
    record PaymentResolved(
            String orderId,
            int attempt,
            String paymentId,
            String amount,
            String currency,
            String transactionId,
            String kind,
            String outcome)
            implements OfPayment {
        /** The name on the wire. */
        public static final String TYPE = "payment.resolved.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Nothing of this order is authorized, captured and kept, or still unknown, and nothing ever will be. */
    record PaymentClosed(String orderId, int attempt, String reason) implements PaymentAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "payment.closed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }
}
