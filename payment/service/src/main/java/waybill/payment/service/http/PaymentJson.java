package waybill.payment.service.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.OrderId;
import waybill.payment.domain.Payment;
import waybill.payment.domain.Transaction;

/** Payment's resources as openapi.yaml describes them. */
final class PaymentJson {
    private PaymentJson() {}

    record Step(
            String id,
            String kind,
            String status,
            String amount,
            @Nullable String gatewayReference,
            @Nullable String reference,
            @Nullable String reason,
            Instant at) {
        static Step of(Transaction transaction) {
            return new Step(
                    transaction.id().value(),
                    transaction.kind().name(),
                    transaction.status().name(),
                    transaction.amount().decimal(),
                    transaction.gatewayReference().orElse(null),
                    transaction.reference(),
                    transaction.reason().orElse(null),
                    transaction.at());
        }
    }

    record Resource(
            String id,
            String orderId,
            int attempt,
            String status,
            String amount,
            String currency,
            String authorized,
            String captured,
            String refunded,
            @Nullable Instant authorizedUntil,
            List<Step> transactions) {
        static Resource of(OrderId order, Payment payment) {
            return new Resource(
                    payment.id().value(),
                    order.value(),
                    payment.attempt(),
                    payment.status().name(),
                    payment.amount().decimal(),
                    payment.amount().currency().getCurrencyCode(),
                    payment.authorized().decimal(),
                    payment.captured().decimal(),
                    payment.refunded().decimal(),
                    payment.authorizedUntil().orElse(null),
                    payment.transactions().stream().map(Step::of).toList());
        }
    }
}
