package waybill.payment.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/** What can be asked of the payments of one order. */
public sealed interface PaymentCommand {
    /** The order it is about. */
    OrderId order();

    /** When it was asked. */
    Instant at();

    /**
     * Set money aside. Accepted means: the transaction is committed and the gateway must now be called.
     *
     * @param attempt the run of the saga, from 1; 0 means the latest, for a caller outside the saga
     * @param payment a new id, for the payment that begins now
     * @param transaction a new id, the gateway's key
     */
    record Authorize(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            String token,
            Instant at)
            implements PaymentCommand {
        public Authorize {
            if (attempt < 0) {
                throw new IllegalArgumentException("attempts count from 1, and 0 is the latest: " + attempt);
            }
        }

        /** Everything but the token, which never goes into a log. */
        @Override
        public String toString() {
            return "Authorize[%s, attempt %d, %s, %s, %s, %s]"
                    .formatted(order, attempt, payment, transaction, amount, at);
        }
    }

    /** The saga needs the answer of an attempt, again or for the first time: what was never heard of is begun. */
    record WantAnswer(Authorize authorize) implements PaymentCommand {
        @Override
        public OrderId order() {
            return authorize.order();
        }

        @Override
        public Instant at() {
            return authorize.at();
        }
    }

    /**
     * Take money that is set aside.
     *
     * @param transaction a new id, the gateway's key
     * @param amount how much; null means all that is left
     * @param reference the caller's own name for it: what has this name is done once; null if the caller has none
     */
    record Capture(
            OrderId order,
            PaymentId payment,
            TransactionId transaction,
            @Nullable Money amount,
            @Nullable String reference,
            Instant at)
            implements PaymentCommand {}

    /**
     * Give back money that was taken.
     *
     * @param transaction a new id, the gateway's key
     * @param reference the caller's own name for it: what has this name is done once; null if the caller has none
     * @param reason a code, never a sentence: payments keep nothing that a person typed
     */
    record Refund(
            OrderId order,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String reason,
            Instant at)
            implements PaymentCommand {}

    /**
     * Set free what is set aside and not taken.
     *
     * @param transaction a new id, the gateway's key
     */
    record VoidPayment(OrderId order, PaymentId payment, TransactionId transaction, String reason, Instant at)
            implements PaymentCommand {}

    /**
     * Nobody wants this payment: whatever it has, or turns out to have, goes back.
     *
     * @param next a new id, for the transaction that may begin now
     */
    record ReturnPayment(OrderId order, PaymentId payment, TransactionId next, String reason, Instant at)
            implements PaymentCommand {}

    /**
     * Nothing more of this order will be captured: what is set aside and not taken goes back.
     *
     * @param next a new id, for the transaction that may begin now
     */
    record ReleaseRest(OrderId order, TransactionId next, String reason, Instant at) implements PaymentCommand {}

    /**
     * The order ends: all its money goes back, now and later, and none is asked for any more.
     *
     * @param attempt the attempt that ends
     * @param next a new id, for the transaction that may begin now
     */
    record ClosePayments(OrderId order, int attempt, TransactionId next, String reason, Instant at)
            implements PaymentCommand {}

    /**
     * Go on with giving back what is unwanted; a deadline asks for it, or a person.
     *
     * @param next a new id, for the transaction that may begin now
     * @param isPatient whether what was refused or not sent waits for its time; not if a person asks
     */
    record GoOn(OrderId order, TransactionId next, boolean isPatient, Instant at) implements PaymentCommand {}

    /**
     * News about a transaction: the answer of the call, or of a later question to the gateway.
     *
     * @param next a new id, for a transaction that may have to follow at once
     */
    record NoteOutcome(OrderId order, TransactionId transaction, Outcome outcome, TransactionId next, Instant at)
            implements PaymentCommand {}

    /**
     * The time of an authorization may be over.
     *
     * @param next a new id, for a transaction that may have to follow at once
     */
    record NoteExpiry(OrderId order, PaymentId payment, TransactionId next, Instant at) implements PaymentCommand {}

    /** An operator did something, once; it belongs into the history. */
    record RecordOperatorAct(OrderId order, String action, String reason, String by, Instant at)
            implements PaymentCommand {}
}
