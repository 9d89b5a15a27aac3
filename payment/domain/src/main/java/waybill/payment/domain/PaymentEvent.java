package waybill.payment.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/** What has happened to the payments of one order. */
public sealed interface PaymentEvent {
    /** The order it is about. */
    OrderId order();

    /** When it happened. */
    Instant at();

    /** What has happened to one transaction with the gateway. */
    sealed interface OfTransaction extends PaymentEvent
            permits PaymentInitiated,
                    PaymentAuthorized,
                    PaymentDeclined,
                    PaymentFailed,
                    PaymentUnknown,
                    AuthorizationWithheld,
                    AuthorizationExpired,
                    CheckScheduled,
                    CheckRequested,
                    ReviewRequired,
                    TransactionResolved,
                    OutcomeRestated,
                    VoidInitiated,
                    PaymentVoided,
                    VoidFailed,
                    VoidUnknown,
                    CaptureEvent,
                    RefundEvent {
        /** The transaction it is about. */
        TransactionId transaction();
    }

    /** A payment has begun; the gateway is about to be asked for an authorization. */
    record PaymentInitiated(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String token,
            Instant at)
            implements OfTransaction {
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
            implements OfTransaction {}

    /** The customer's bank said no. */
    record PaymentDeclined(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String reason,
            Instant at)
            implements OfTransaction {}

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
            implements OfTransaction {}

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
            implements OfTransaction {}

    /**
     * Nothing was sent, because an earlier payment of the order is live or may still turn out to be: nobody is charged
     * twice.
     */
    record AuthorizationWithheld(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String detail,
            Instant at)
            implements OfTransaction {}

    /** The authorization has run out; this much of it was not taken and is free again. */
    record AuthorizationExpired(
            OrderId order, int attempt, PaymentId payment, TransactionId transaction, Money amount, Instant at)
            implements OfTransaction {}

    /** Somebody waits for the answer: the gateway is asked now, besides the schedule. */
    record CheckRequested(OrderId order, TransactionId transaction, Instant at) implements OfTransaction {}

    /** What was unknown is known now; the event of its outcome follows. */
    record TransactionResolved(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            Kind kind,
            TransactionStatus outcome,
            Instant at)
            implements OfTransaction {}

    /** How a payment came out is told once more, because the saga asked; nothing has changed. */
    record OutcomeRestated(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            PaymentStatus status,
            @Nullable String reason,
            @Nullable Instant authorizedUntil,
            Instant at)
            implements OfTransaction {}

    /** The gateway was asked about an unknown transaction, in vain; this was question number {@code checks}. */
    record CheckScheduled(OrderId order, TransactionId transaction, int checks, Instant nextCheck, Instant at)
            implements OfTransaction {}

    /** The schedule is used up, or the gateway refuses to give money back: a person must look. */
    record ReviewRequired(OrderId order, TransactionId transaction, String reason, Instant at)
            implements OfTransaction {}

    /** The gateway is about to be asked to set free what is set aside and not taken. */
    record VoidInitiated(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String reason,
            Instant at)
            implements OfTransaction {}

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
            implements OfTransaction {}

    /** The void provably never reached the gateway; it is tried again with a new key. */
    record VoidFailed(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            String detail,
            Instant retryAt,
            Instant at)
            implements OfTransaction {}

    /** Nobody knows whether the money is given back; the gateway will be asked. */
    record VoidUnknown(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            String detail,
            Instant nextCheck,
            Instant at)
            implements OfTransaction {}

    /** Nobody wants what is set aside, or even what was taken: it goes back, also what turns up later. */
    record MoneyUnwanted(OrderId order, int attempt, PaymentId payment, boolean evenCaptured, String reason, Instant at)
            implements PaymentEvent {}

    /** An operator did something about what payment was told of an order; nothing else changes by it. */
    record OperatorActed(OrderId order, String action, String reason, String by, Instant at) implements PaymentEvent {}

    /** The order ends: all its money goes back, and none is asked for any more. */
    record ClosingBegun(OrderId order, int attempt, String reason, Instant at) implements PaymentEvent {}

    /** Nothing of the order's money is set aside, kept or unknown, and nothing ever will be. */
    record PaymentsClosed(OrderId order, int attempt, String reason, Instant at) implements PaymentEvent {}
}
