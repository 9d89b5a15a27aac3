package waybill.payment.service.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.Transaction;

/**
 * What became of a request? Carries what a gateway without a search by our key needs to find it.
 *
 * @param key the key of the request
 * @param kind what the request asked for
 * @param order the order it belongs to
 * @param amount how much it was about
 * @param committedAt when it was committed: the gateway has not seen it before that
 * @param authorization the gateway's own name for the authorization that a capture, reversal or refund is about; null
 *     for an authorization, whose own name may not be known yet
 */
public record GatewayQuestion(
        TransactionId key,
        Kind kind,
        OrderId order,
        Money amount,
        Instant committedAt,
        @Nullable String authorization) {
    /** The question about this transaction of this payment. */
    public static GatewayQuestion about(OrderId order, Payment payment, Transaction asked) {
        String authorization = asked.kind() == Kind.AUTHORIZE
                ? null
                : payment.authorization().gatewayReference().orElse(null);
        return new GatewayQuestion(asked.id(), asked.kind(), order, asked.amount(), asked.at(), authorization);
    }
}
