package waybill.payment.service.gateway.stripe;

import waybill.kernel.OrderId;

/**
 * Something happened at Stripe to money of an order of ours. It is only a reason to ask: what happened, Stripe is
 * asked.
 *
 * @param type Stripe's name for it, such as {@code payment_intent.canceled}
 */
public record StripeNotice(String type, OrderId order) {
    /** Whether money that we took for given back is not; Stripe's answer to a question comes too late for that. */
    public boolean isFailedRefund() {
        return type.equals("refund.failed");
    }
}
