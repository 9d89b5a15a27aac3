package waybill.order.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ReservationId;

/**
 * What has happened to an order. Each event says enough to be announced without the events before it. An attempt is one
 * run of the saga, 1 for the first.
 */
public sealed interface OrderEvent {
    /** The order it happened to. */
    OrderId order();

    /** When. */
    Instant at();

    /**
     * The order exists; the saga has started.
     *
     * @param deadline when the saga must be through
     */
    record OrderCreated(
            OrderId order, NewOrder what, int attempt, Instant deadline, boolean stockUnverified, Instant at)
            implements OrderEvent {}

    /** Inventory holds all goods of the order, until then. */
    record StockHeld(OrderId order, int attempt, ReservationId reservation, Instant expiresAt, Instant at)
            implements OrderEvent {}

    /** Inventory has too little of these, and holds nothing. */
    record StockShort(OrderId order, int attempt, List<Shortage> shortages, Instant at) implements OrderEvent {
        public StockShort {
            shortages = List.copyOf(shortages);
        }
    }

    /** Inventory committed the goods: they are the order's for good. */
    record StockCommitted(OrderId order, int attempt, ReservationId reservation, Instant at) implements OrderEvent {}

    /**
     * Inventory let the goods go.
     *
     * @param reservation absent if the release came before any reservation
     */
    record StockReleased(
            OrderId order, int attempt, @Nullable ReservationId reservation, String reason, Instant at)
            implements OrderEvent {}

    /** The money is authorized. */
    record PaymentAuthorized(OrderId order, int attempt, PaymentId payment, Money amount, Instant at)
            implements OrderEvent {}

    /** The gateway said no. */
    record PaymentDeclined(OrderId order, int attempt, PaymentId payment, String reason, Instant at)
            implements OrderEvent {}

    /** The gateway could not be asked; provably nothing was charged. */
    record PaymentFailed(OrderId order, int attempt, PaymentId payment, String reason, Instant at)
            implements OrderEvent {}

    /** Nobody knows yet whether the money is authorized; the order goes on waiting. */
    record PaymentUnknown(OrderId order, int attempt, PaymentId payment, Instant at) implements OrderEvent {}

    /** The order does not go on by itself, for this reason. */
    record HoldAdded(OrderId order, Hold.Kind hold, String reason, Instant at) implements OrderEvent {}

    /** This reason is settled. */
    record HoldRemoved(OrderId order, Hold.Kind hold, String reason, Instant at) implements OrderEvent {}

    /** Goods held and money authorized: the order is placed. */
    record OrderPlaced(OrderId order, int attempt, PaymentId payment, Money total, Instant at) implements OrderEvent {}

    /** The order goes to the warehouse. */
    record OrderConfirmed(OrderId order, Instant at) implements OrderEvent {}

    /**
     * The order is not paid; the customer may pay again.
     *
     * @param retryable the same payment method may be tried again as it is: nobody said no to it
     * @param payableUntil when the customer's chance ends
     */
    record OrderPaymentFailed(
            OrderId order,
            int attempt,
            PaymentId payment,
            String reason,
            boolean retryable,
            Instant payableUntil,
            Instant at)
            implements OrderEvent {}

    /**
     * The customer pays again: a new run of the saga, from the reservation.
     *
     * @param attempt the new one
     * @param deadline when this run must be through
     */
    record PaymentRetried(
            OrderId order,
            int attempt,
            List<Line> lines,
            Money total,
            PaymentMethod payment,
            Instant deadline,
            Instant at)
            implements OrderEvent {
        public PaymentRetried {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The order ended without shipment.
     *
     * @param by who ended it: a service, or a person
     */
    record OrderCancelled(OrderId order, int attempt, String reason, String by, Instant at) implements OrderEvent {}

    /** Money came that the order does not live on: it is to be given back. */
    record PaymentReturnRequested(OrderId order, int attempt, PaymentId payment, Money amount, Instant at)
            implements OrderEvent {}
}
