package waybill.order.service.http;

import java.util.List;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.service.http.OrderHistory.Said;

/** What has happened to a placed order, as its history tells it; without what people typed. */
final class FulfilmentHistory {
    private FulfilmentHistory() {}

    static Said said(FulfilmentEvent event) {
        return switch (event) {
            case FulfilmentEvent.ShipmentBegun e -> begun(e);
            case FulfilmentEvent.OrderPartiallyShipped e -> partiallyShipped(e);
            case FulfilmentEvent.OrderShipped e -> shipped(e);
            case FulfilmentEvent.ShipmentChased e ->
                shipment(e, e.attempt(), e.shipment()).and("deadline", e.deadline());
            case FulfilmentEvent.ShipmentAbandoned e ->
                shipment(e, e.attempt(), e.shipment()).and("reason", e.reason());
            case FulfilmentEvent.ShipmentPaidInVain e ->
                shipment(e, e.attempt(), e.shipment()).money("amount", e.amount());
            case FulfilmentEvent.StockConsumed e ->
                shipment(e, e.attempt(), e.shipment()).and("reservationId", e.reservation());
            case FulfilmentEvent.OpenLinesCancelled e -> cancelled(e);
            case FulfilmentEvent.OrderDelivered e -> Said.of(e);
            case FulfilmentEvent.RefundBegun e -> begun(e);
            case FulfilmentEvent.RefundChased e ->
                refund(e, e.attempt(), e.refund()).and("deadline", e.deadline());
            case FulfilmentEvent.RefundSettled e ->
                refund(e, e.attempt(), e.refund()).money("amount", e.amount());
            case FulfilmentEvent.RefundFailed e ->
                refund(e, e.attempt(), e.refund()).and("reason", e.reason());
        };
    }

    private static Said shipment(FulfilmentEvent event, int attempt, ShipmentId shipment) {
        return Said.of(event, attempt).and("shipmentId", shipment);
    }

    private static Said refund(FulfilmentEvent event, int attempt, RefundId refund) {
        return Said.of(event, attempt).and("refundId", refund);
    }

    private static List<LedgerJson.Pieces> items(List<Portion> portions) {
        return LedgerJson.Pieces.of(portions);
    }

    private static Said begun(FulfilmentEvent.ShipmentBegun event) {
        return shipment(event, event.attempt(), event.shipment())
                .and("carrier", event.carrier())
                .and("trackingNumber", event.trackingNumber())
                .and("items", items(event.lines()))
                .money("amount", event.amount());
    }

    private static Said partiallyShipped(FulfilmentEvent.OrderPartiallyShipped event) {
        return shipment(event, event.attempt(), event.shipment())
                .and("carrier", event.carrier())
                .and("trackingNumber", event.trackingNumber())
                .and("items", items(event.lines()))
                .money("amount", event.amount());
    }

    private static Said shipped(FulfilmentEvent.OrderShipped event) {
        return shipment(event, event.attempt(), event.shipment())
                .and("carrier", event.carrier())
                .and("trackingNumber", event.trackingNumber())
                .and("items", items(event.lines()))
                .money("amount", event.amount());
    }

    private static Said cancelled(FulfilmentEvent.OpenLinesCancelled event) {
        return Said.of(event, event.attempt())
                .and("reason", event.reason())
                .and("by", event.by())
                .and("items", items(event.lines()));
    }

    private static Said begun(FulfilmentEvent.RefundBegun event) {
        return refund(event, event.attempt(), event.refund())
                .and("by", event.by())
                .and("items", items(event.lines()))
                .money("amount", event.amount());
    }
}
