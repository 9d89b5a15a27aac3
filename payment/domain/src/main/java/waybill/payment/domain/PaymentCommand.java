package waybill.payment.domain;

import java.time.Instant;
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

    /**
     * Give back money that is set aside.
     *
     * @param transaction a new id, the gateway's key
     */
    record VoidPayment(OrderId order, PaymentId payment, TransactionId transaction, String reason, Instant at)
            implements PaymentCommand {}

    /** News about a transaction: the answer of the call, or of a later question to the gateway. */
    record NoteOutcome(OrderId order, TransactionId transaction, Outcome outcome, Instant at)
            implements PaymentCommand {}
}
