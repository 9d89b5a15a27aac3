package waybill.order.service;

import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;

/**
 * Moves the money of an order while somebody waits: captures what ships, gives back what was captured. Both are safe to
 * repeat under the same reference: payment moves the money once and gives the same answer again.
 */
public interface Payments {
    /** Takes this much of what the payment has authorized. */
    Outcome capture(Transfer transfer);

    /** Gives this much of what the payment has captured back. */
    Outcome refund(Transfer transfer);

    /**
     * Money to be moved.
     *
     * @param payment what it is moved of
     * @param reference the id of the shipment or the refund that it is for; also the key of the transaction
     * @param traceparent of the request that wants it
     */
    record Transfer(
            OrderId order,
            PaymentId payment,
            Money amount,
            String reference,
            @Nullable String traceparent) {
        /** The order's id as the API writes it. */
        public String orderId() {
            return order.value();
        }

        /** The payment's id as the API writes it. */
        public String paymentId() {
            return payment.value();
        }

        /** The amount as the API writes it. */
        public String decimal() {
            return amount.decimal();
        }
    }

    /** What came of it. */
    sealed interface Outcome {
        /** It is moved, all of it. */
        record Moved() implements Outcome {}

        /**
         * The gateway said no.
         *
         * @param reason for example {@code DECLINED}
         */
        record Declined(String reason) implements Outcome {}

        /** The authorization has run out. */
        record Expired() implements Outcome {}

        /** It is more than the payment has authorized or captured, less what is moved already. */
        record TooMuch() implements Outcome {}

        /** Payment says that under this reference provably nothing was moved; the same may be asked again. */
        record Unavailable() implements Outcome {}

        /** Payment was not asked now. If it was before, under the same reference, nobody knows what came of that. */
        record NotAsked() implements Outcome {}

        /** Nobody knows yet; payment finds out and announces it, and asking again under the same reference is safe. */
        record Unknown() implements Outcome {}
    }
}
