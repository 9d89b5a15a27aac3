package waybill.order.service.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.FulfilmentEvent;

/** What has happened to a placed order, as its history tells it; without what people typed. */
final class FulfilmentHistory {
    private FulfilmentHistory() {}

    static void put(Map<String, Object> data, FulfilmentEvent event) {
        switch (event) {
            case FulfilmentEvent.ShipmentBegun e -> {
                parcel(data, e.attempt(), e.shipment().value(), e.carrier(), e.trackingNumber());
                data.put("items", LedgerJson.Pieces.of(e.lines()));
                OrderHistory.money(data, "amount", e.amount());
            }
            case FulfilmentEvent.OrderPartiallyShipped e -> {
                parcel(data, e.attempt(), e.shipment().value(), e.carrier(), e.trackingNumber());
                data.put("items", LedgerJson.Pieces.of(e.lines()));
                OrderHistory.money(data, "amount", e.amount());
            }
            case FulfilmentEvent.OrderShipped e -> {
                parcel(data, e.attempt(), e.shipment().value(), e.carrier(), e.trackingNumber());
                data.put("items", LedgerJson.Pieces.of(e.lines()));
                OrderHistory.money(data, "amount", e.amount());
            }
            case FulfilmentEvent.ShipmentChased e ->
                OrderHistory.put(data, e.attempt(), "shipmentId", e.shipment().value(), "deadline", e.deadline());
            case FulfilmentEvent.ShipmentAbandoned e ->
                OrderHistory.put(data, e.attempt(), "shipmentId", e.shipment().value(), "reason", e.reason());
            case FulfilmentEvent.ShipmentPaidInVain e -> {
                OrderHistory.put(data, e.attempt(), "shipmentId", e.shipment().value());
                OrderHistory.money(data, "amount", e.amount());
            }
            case FulfilmentEvent.StockConsumed e ->
                OrderHistory.put(
                        data,
                        e.attempt(),
                        "shipmentId",
                        e.shipment().value(),
                        "reservationId",
                        e.reservation().value());
            case FulfilmentEvent.OpenLinesCancelled e -> {
                OrderHistory.put(data, e.attempt(), "reason", e.reason(), "by", e.by());
                data.put("items", LedgerJson.Pieces.of(e.lines()));
            }
            case FulfilmentEvent.OrderDelivered _ -> {}
            case FulfilmentEvent.RefundBegun e -> {
                OrderHistory.put(data, e.attempt(), "refundId", e.refund().value(), "by", e.by());
                data.put("items", LedgerJson.Pieces.of(e.lines()));
                OrderHistory.money(data, "amount", e.amount());
            }
            case FulfilmentEvent.RefundChased e ->
                OrderHistory.put(data, e.attempt(), "refundId", e.refund().value(), "deadline", e.deadline());
            case FulfilmentEvent.RefundSettled e -> {
                OrderHistory.put(data, e.attempt(), "refundId", e.refund().value());
                OrderHistory.money(data, "amount", e.amount());
            }
            case FulfilmentEvent.RefundFailed e ->
                OrderHistory.put(data, e.attempt(), "refundId", e.refund().value(), "reason", e.reason());
        }
    }

    private static void parcel(
            Map<String, Object> data,
            int attempt,
            String shipment,
            @Nullable String carrier,
            @Nullable String trackingNumber) {
        OrderHistory.put(data, attempt, "shipmentId", shipment);
        if (carrier != null) {
            data.put("carrier", carrier);
        }
        if (trackingNumber != null) {
            data.put("trackingNumber", trackingNumber);
        }
    }
}
