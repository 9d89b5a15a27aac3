package waybill.order.service.store;

import org.jspecify.annotations.Nullable;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.OrderEvent;

/** Which events say something about a person. */
final class Persons {
    private Persons() {}

    /** The customer whom an event says something about; null if it says nothing about anybody. */
    static @Nullable String in(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OfSaga ofSaga -> inSaga(ofSaga);
            case FulfilmentEvent fulfilment -> inFulfilment(fulfilment);
        };
    }

    private static @Nullable String inSaga(OrderEvent.OfSaga event) {
        return switch (event) {
            case OrderEvent.OrderCreated it -> it.what().customer().id();
            case OrderEvent.HoldAdded it -> it.customer();
            case OrderEvent.HoldRemoved it -> it.customer();
            case OrderEvent.CancelRequested it -> it.customer();
            case OrderEvent.OrderCancelled it -> it.customer();
            case OrderEvent.ShippingAddressChanged it -> it.customer();
            case OrderEvent.OperatorActed it -> it.customer();
            case OrderEvent.StockHeld _,
                    OrderEvent.StockShort _,
                    OrderEvent.StockCommitted _,
                    OrderEvent.StockReleased _,
                    OrderEvent.StockExpired _,
                    OrderEvent.StockClosed _,
                    OrderEvent.StockWanted _,
                    OrderEvent.PaymentAuthorized _,
                    OrderEvent.PaymentDeclined _,
                    OrderEvent.PaymentFailed _,
                    OrderEvent.PaymentUnknown _,
                    OrderEvent.PaymentRetried _,
                    OrderEvent.PaymentReturnRequested _,
                    OrderEvent.PaymentReturned _,
                    OrderEvent.PaymentExpired _,
                    OrderEvent.PaymentClosed _,
                    OrderEvent.OrderPlaced _,
                    OrderEvent.OrderConfirmed _,
                    OrderEvent.OrderPaymentFailed _,
                    OrderEvent.AnswerWanted _ -> null;
        };
    }

    private static @Nullable String inFulfilment(FulfilmentEvent event) {
        return switch (event) {
            case FulfilmentEvent.OpenLinesCancelled it -> it.customer();
            case FulfilmentEvent.RefundBegun it -> it.customer();
            case FulfilmentEvent.ShipmentBegun _,
                    FulfilmentEvent.ShipmentChased _,
                    FulfilmentEvent.ShipmentAbandoned _,
                    FulfilmentEvent.ShipmentPaidInVain _,
                    FulfilmentEvent.OrderPartiallyShipped _,
                    FulfilmentEvent.OrderShipped _,
                    FulfilmentEvent.OrderDelivered _,
                    FulfilmentEvent.StockConsumed _,
                    FulfilmentEvent.RefundChased _,
                    FulfilmentEvent.RefundSettled _,
                    FulfilmentEvent.RefundFailed _ -> null;
        };
    }
}
