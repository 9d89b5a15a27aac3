package waybill.order.service.store;

import java.util.Map;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.StreamId;
import waybill.kernel.OrderId;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.OrderEvent;
import waybill.order.service.persons.KeyRing;

/** The stored form of an order's events: their names, and the stream they are in. */
public final class OrderEvents {
    private static final String PREFIX = "order-";

    /** Each kind under its name; the names never change. What others announced keeps their name. */
    public static final Map<String, Class<? extends OrderEvent>> CLASSES = Map.ofEntries(
            Map.entry("order.created.v1", OrderEvent.OrderCreated.class),
            Map.entry("inventory.reserved.v1", OrderEvent.StockHeld.class),
            Map.entry("inventory.rejected.v1", OrderEvent.StockShort.class),
            Map.entry("inventory.committed.v1", OrderEvent.StockCommitted.class),
            Map.entry("inventory.released.v1", OrderEvent.StockReleased.class),
            Map.entry("payment.authorized.v1", OrderEvent.PaymentAuthorized.class),
            Map.entry("payment.declined.v1", OrderEvent.PaymentDeclined.class),
            Map.entry("payment.failed.v1", OrderEvent.PaymentFailed.class),
            Map.entry("payment.unknown.v1", OrderEvent.PaymentUnknown.class),
            Map.entry("order.hold-added.v1", OrderEvent.HoldAdded.class),
            Map.entry("order.hold-removed.v1", OrderEvent.HoldRemoved.class),
            Map.entry("order.placed.v1", OrderEvent.OrderPlaced.class),
            Map.entry("order.confirmed.v1", OrderEvent.OrderConfirmed.class),
            Map.entry("order.payment-failed.v1", OrderEvent.OrderPaymentFailed.class),
            Map.entry("order.payment-retried.v1", OrderEvent.PaymentRetried.class),
            Map.entry("order.cancelled.v1", OrderEvent.OrderCancelled.class),
            Map.entry("order.payment-return-requested.v1", OrderEvent.PaymentReturnRequested.class),
            Map.entry("order.cancel-requested.v1", OrderEvent.CancelRequested.class),
            Map.entry("order.answer-wanted.v1", OrderEvent.AnswerWanted.class),
            Map.entry("order.stock-wanted.v1", OrderEvent.StockWanted.class),
            Map.entry("order.address-changed.v1", OrderEvent.ShippingAddressChanged.class),
            Map.entry("order.operator-acted.v1", OrderEvent.OperatorActed.class),
            Map.entry("inventory.expired.v1", OrderEvent.StockExpired.class),
            Map.entry("inventory.closed.v1", OrderEvent.StockClosed.class),
            Map.entry("inventory.consumed.v1", FulfilmentEvent.StockConsumed.class),
            Map.entry("payment.returned.v1", OrderEvent.PaymentReturned.class),
            Map.entry("payment.expired.v1", OrderEvent.PaymentExpired.class),
            Map.entry("payment.closed.v1", OrderEvent.PaymentClosed.class),
            Map.entry("order.shipment-begun.v1", FulfilmentEvent.ShipmentBegun.class),
            Map.entry("order.shipment-chased.v1", FulfilmentEvent.ShipmentChased.class),
            Map.entry("order.shipment-abandoned.v1", FulfilmentEvent.ShipmentAbandoned.class),
            Map.entry("order.shipment-paid-in-vain.v1", FulfilmentEvent.ShipmentPaidInVain.class),
            Map.entry("order.partially-shipped.v1", FulfilmentEvent.OrderPartiallyShipped.class),
            Map.entry("order.shipped.v1", FulfilmentEvent.OrderShipped.class),
            Map.entry("order.lines-cancelled.v1", FulfilmentEvent.OpenLinesCancelled.class),
            Map.entry("order.delivered.v1", FulfilmentEvent.OrderDelivered.class),
            Map.entry("order.refund-begun.v1", FulfilmentEvent.RefundBegun.class),
            Map.entry("order.refund-chased.v1", FulfilmentEvent.RefundChased.class),
            Map.entry("order.refund-settled.v1", FulfilmentEvent.RefundSettled.class),
            Map.entry("order.refund-failed.v1", FulfilmentEvent.RefundFailed.class));

    private OrderEvents() {}

    /** Records as JSON, each kind under its name. What is personal is sealed with these keys. */
    public static EventCodec<OrderEvent> codec(KeyRing keys) {
        return new OldForms(new SealedEvents(CLASSES, keys));
    }

    /** The stream of an order. */
    public static StreamId order(OrderId order) {
        return new StreamId(PREFIX + order.value(), order.value());
    }

    /** The order of a stream. */
    public static OrderId orderOf(String stream) {
        return new OrderId(stream.substring(PREFIX.length()));
    }
}
