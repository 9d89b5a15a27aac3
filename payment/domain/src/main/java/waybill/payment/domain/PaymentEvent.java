package waybill.payment.domain;

import java.time.Instant;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/** What has happened to the payments of one order. */
public sealed interface PaymentEvent {
    /** The order it is about. */
    OrderId order();

    /** The transaction it is about. */
    TransactionId transaction();

    /** When it happened. */
    Instant at();

    /** A payment has begun; the gateway is about to be asked for an authorization. */
    record PaymentInitiated(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String token,
            Instant at)
            implements PaymentEvent {
        /** Everything but the token, which never goes into a log. */
        @Override
        public String toString() {
            return "PaymentInitiated[%s, attempt %d, %s, %s, %s, %s]"
                    .formatted(order, attempt, payment, transaction, amount, at);
        }
    }

    /**
     * The money is set aside. This may follow any other answer, even a decline or a failure: money that turns up late
     * is told like any other, so that the order, which knows what it still wants, can ask for its return.
     */
    record PaymentAuthorized(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String gatewayReference,
            Instant authorizedUntil,
            Instant at)
            implements PaymentEvent {}

    /** The customer's bank said no. */
    record PaymentDeclined(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String reason,
            Instant at)
            implements PaymentEvent {}

    /**
     * The authorization provably never reached the gateway: nothing was charged.
     *
     * @param reason for the customer's side, {@link PaymentDecider#PAYMENT_UNAVAILABLE}
     * @param detail for operators, what stood in the way
     */
    record PaymentFailed(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String reason,
            String detail,
            Instant at)
            implements PaymentEvent {}

    /** Nobody knows whether the money is set aside; the gateway will be asked. */
    record PaymentUnknown(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String reason,
            Instant nextCheck,
            Instant at)
            implements PaymentEvent {}

    /** The gateway was asked about an unknown transaction, in vain; this was question number {@code checks}. */
    record CheckScheduled(OrderId order, TransactionId transaction, int checks, Instant nextCheck, Instant at)
            implements PaymentEvent {}

    /** The schedule is used up, or the gateway refuses to give money back: a person must look. */
    record ReviewRequired(OrderId order, TransactionId transaction, String reason, Instant at)
            implements PaymentEvent {}

    /** The gateway is about to be asked to give the money back. */
    record VoidInitiated(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String reason,
            Instant at)
            implements PaymentEvent {}

    /** The money that was set aside is the customer's again. */
    record PaymentVoided(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String reason,
            String gatewayReference,
            Instant at)
            implements PaymentEvent {}

    /** The void provably never reached the gateway; it is tried again with a new key. */
    record VoidFailed(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            String detail,
            Instant retryAt,
            Instant at)
            implements PaymentEvent {}

    /** Nobody knows whether the money is given back; the gateway will be asked. */
    record VoidUnknown(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            String detail,
            Instant nextCheck,
            Instant at)
            implements PaymentEvent {}
}
