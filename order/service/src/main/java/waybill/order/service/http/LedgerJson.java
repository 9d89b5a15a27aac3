package waybill.order.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.RefundId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.Remark;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Refund;
import waybill.order.domain.fulfilment.Shipment;

/** What was shipped and refunded of an order, as openapi.yaml describes it. */
final class LedgerJson {
    private LedgerJson() {}

    record Pieces(int line, String productId, int quantity) {
        static List<Pieces> of(List<Portion> portions) {
            return portions.stream()
                    .map(it -> new Pieces(it.line(), it.product().value(), it.quantity()))
                    .toList();
        }
    }

    record ShipmentJson(
            String id,
            String status,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            List<Pieces> items,
            String amount,
            @Nullable String reason,
            @Nullable Instant at) {
        static ShipmentJson of(Shipment it) {
            return switch (it.state()) {
                case Shipment.Pending _ -> of(it, "PENDING", null, null);
                case Shipment.Shipped shipped -> of(it, "SHIPPED", null, shipped.at());
                case Shipment.Abandoned given -> of(it, "ABANDONED", given.reason(), given.at());
            };
        }

        private static ShipmentJson of(Shipment it, String status, @Nullable String reason, @Nullable Instant at) {
            return new ShipmentJson(
                    it.id().value(),
                    status,
                    it.carrier(),
                    it.trackingNumber(),
                    Pieces.of(it.portions()),
                    it.amount().decimal(),
                    reason,
                    at);
        }
    }

    /**
     * A refund.
     *
     * @param reason what the person said who asked for it
     * @param failure why it did not succeed
     */
    record RefundJson(
            String id,
            String orderId,
            String status,
            String amount,
            String currency,
            @Nullable String reason,
            List<Pieces> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String failure,

            @Nullable Instant at) {
        static RefundJson of(OrderFacts order, Refund it) {
            return switch (it.state()) {
                case Refund.Pending _ -> of(order, it, "PENDING", null, null);
                case Refund.Settled settled -> of(order, it, "SUCCEEDED", null, settled.at());
                case Refund.Failed failed -> of(order, it, "FAILED", failed.reason(), failed.at());
            };
        }

        private static RefundJson of(
                OrderFacts order, Refund it, String status, @Nullable String failure, @Nullable Instant at) {
            Remark reason = it.reason();
            return new RefundJson(
                    it.id().value(),
                    order.id().value(),
                    status,
                    it.amount().decimal(),
                    it.amount().currency().getCurrencyCode(),
                    reason == null ? null : reason.text(),
                    Pieces.of(it.portions()),
                    failure,
                    at);
        }
    }

    static List<ShipmentJson> shipments(OrderFacts order) {
        return order.fulfilment().shipments().stream().map(ShipmentJson::of).toList();
    }

    static List<RefundJson> refunds(OrderFacts order) {
        return order.fulfilment().refunds().stream()
                .map(it -> RefundJson.of(order, it))
                .toList();
    }

    static RefundJson refund(Order.Known order, RefundId id) {
        Refund refund = order.facts()
                .fulfilment()
                .refund(id)
                .orElseThrow(() -> new IllegalStateException("a refund is gone: " + id));
        return RefundJson.of(order.facts(), refund);
    }
}
