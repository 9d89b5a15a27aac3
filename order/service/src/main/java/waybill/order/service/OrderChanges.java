package waybill.order.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import waybill.engine.core.changes.Change;
import waybill.engine.core.changes.ChangeLog;
import waybill.kernel.PaymentId;
import waybill.kernel.TypeId;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderSaga.Step.Name;
import waybill.order.domain.OrderStatus;

/** What the log is told about orders: every status that one reaches. */
final class OrderChanges {
    private OrderChanges() {}

    static ChangeLog<OrderEvent> log() {
        return new ChangeLog<>(LoggerFactory.getLogger(OrderChanges.class), OrderChanges::of);
    }

    static @Nullable Change of(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OfSaga it -> ofSaga(it);
            case FulfilmentEvent it -> ofFulfilment(it);
        };
    }

    private static @Nullable Change ofSaga(OrderEvent.OfSaga event) {
        return switch (event) {
            case OrderEvent.OrderCreated it -> created(it);
            case OrderEvent.PaymentRetried it -> to(OrderStatus.PENDING, it);
            case OrderEvent.OrderPlaced it -> paid(OrderStatus.PLACED, it, it.payment());
            case OrderEvent.OrderConfirmed it ->
                ended(OrderStatus.CONFIRMED, it).step(Name.CONFIRM_ORDER.name());
            case OrderEvent.OrderPaymentFailed it -> paid(OrderStatus.PAYMENT_FAILED, it, it.payment());
            case OrderEvent.CancelRequested it -> it.round() == 1 ? cancelling(it) : null;
            case OrderEvent.OrderCancelled it ->
                ended(OrderStatus.CANCELLED, it).customer(it.customer());
            case OrderEvent.StockHeld _,
                    OrderEvent.StockShort _,
                    OrderEvent.StockCommitted _,
                    OrderEvent.StockReleased _,
                    OrderEvent.PaymentAuthorized _,
                    OrderEvent.PaymentDeclined _,
                    OrderEvent.PaymentFailed _,
                    OrderEvent.PaymentUnknown _,
                    OrderEvent.HoldAdded _,
                    OrderEvent.HoldRemoved _,
                    OrderEvent.PaymentReturnRequested _,
                    OrderEvent.StockExpired _,
                    OrderEvent.StockClosed _,
                    OrderEvent.StockWanted _,
                    OrderEvent.PaymentReturned _,
                    OrderEvent.PaymentExpired _,
                    OrderEvent.PaymentClosed _,
                    OrderEvent.AnswerWanted _,
                    OrderEvent.ShippingAddressChanged _,
                    OrderEvent.OperatorActed _ -> null;
        };
    }

    private static @Nullable Change ofFulfilment(FulfilmentEvent event) {
        return switch (event) {
            case FulfilmentEvent.OrderPartiallyShipped it -> shipped(OrderStatus.PARTIALLY_SHIPPED, it, it.payment());
            case FulfilmentEvent.OrderShipped it -> shipped(OrderStatus.SHIPPED, it, it.payment());
            case FulfilmentEvent.OpenLinesCancelled it ->
                to(OrderStatus.SHIPPED, it).customer(it.customer());
            case FulfilmentEvent.OrderDelivered it -> to(OrderStatus.DELIVERED, it);
            case FulfilmentEvent.ShipmentBegun _,
                    FulfilmentEvent.ShipmentChased _,
                    FulfilmentEvent.ShipmentAbandoned _,
                    FulfilmentEvent.ShipmentPaidInVain _,
                    FulfilmentEvent.StockConsumed _,
                    FulfilmentEvent.RefundBegun _,
                    FulfilmentEvent.RefundChased _,
                    FulfilmentEvent.RefundSettled _,
                    FulfilmentEvent.RefundFailed _ -> null;
        };
    }

    private static Change created(OrderEvent.OrderCreated event) {
        return to(OrderStatus.PENDING, event)
                .step(Name.CREATE_ORDER.name())
                .customer(event.what().customer().id());
    }

    private static Change cancelling(OrderEvent.CancelRequested event) {
        return to(OrderStatus.CANCEL_PENDING, event).customer(event.customer());
    }

    private static Change paid(OrderStatus status, OrderEvent event, PaymentId payment) {
        return ended(status, event).step(Name.AUTHORIZE_PAYMENT.name()).payment(payment.value());
    }

    private static Change shipped(OrderStatus status, OrderEvent event, PaymentId payment) {
        return to(status, event).payment(payment.value());
    }

    private static Change to(OrderStatus status, OrderEvent event) {
        return Change.of("order " + status, event.order().value(), event.at());
    }

    /** An id knows when it was made, because it is a UUID of version 7: so long the order was on its way. */
    private static Change ended(OrderStatus status, OrderEvent event) {
        long created = TypeId.uuid(event.order().value()).getMostSignificantBits() >>> 16;
        return to(status, event).since(Instant.ofEpochMilli(created));
    }
}
