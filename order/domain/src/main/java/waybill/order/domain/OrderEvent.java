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
public sealed interface OrderEvent permits OrderEvent.OfSaga, FulfilmentEvent {
    /** The order it happened to. */
    OrderId order();

    /** When. */
    Instant at();

    /** It happened on the way to the placed order, or on the way back. */
    sealed interface OfSaga extends OrderEvent {}

    /** Whose answer an order needs. */
    enum Party {
        INVENTORY,
        PAYMENT
    }

    /**
     * The order exists; the saga has started.
     *
     * @param deadline when the saga must be through
     */
    record OrderCreated(
            OrderId order, NewOrder what, int attempt, Instant deadline, boolean stockUnverified, Instant at)
            implements OfSaga {}

    /** Inventory holds all goods of the order, until then. */
    record StockHeld(OrderId order, int attempt, ReservationId reservation, Instant expiresAt, Instant at)
            implements OfSaga {}

    /** Inventory has too little of these, and holds nothing. */
    record StockShort(OrderId order, int attempt, List<Shortage> shortages, Instant at) implements OfSaga {
        public StockShort {
            shortages = List.copyOf(shortages);
        }
    }

    /** Inventory committed the goods: they are the order's for good. */
    record StockCommitted(OrderId order, int attempt, ReservationId reservation, Instant at) implements OfSaga {}

    /**
     * Inventory let the goods go.
     *
     * @param reservation absent if the release came before any reservation
     */
    record StockReleased(
            OrderId order, int attempt, @Nullable ReservationId reservation, String reason, Instant at)
            implements OfSaga {}

    /** The money is authorized. */
    record PaymentAuthorized(OrderId order, int attempt, PaymentId payment, Money amount, Instant at)
            implements OfSaga {}

    /** The gateway said no. */
    record PaymentDeclined(OrderId order, int attempt, PaymentId payment, String reason, Instant at)
            implements OfSaga {}

    /** The gateway could not be asked; provably nothing was charged. */
    record PaymentFailed(OrderId order, int attempt, PaymentId payment, String reason, Instant at) implements OfSaga {}

    /** Nobody knows yet whether the money is authorized; the order goes on waiting. */
    record PaymentUnknown(OrderId order, int attempt, PaymentId payment, Instant at) implements OfSaga {}

    /**
     * The order does not go on by itself, for this reason.
     *
     * @param note what the person said who stopped it
     * @param customer whose order it is, if a person stopped it
     * @param by who stopped it, if a person did
     */
    record HoldAdded(
            OrderId order,
            Hold.Kind hold,
            String reason,
            @Nullable Remark note,
            @Nullable String customer,
            @Nullable String by,
            Instant at)
            implements OfSaga {
        /** The saga itself found a reason. */
        public static HoldAdded bySaga(OrderId order, Hold.Kind hold, String reason, Instant at) {
            return new HoldAdded(order, hold, reason, null, null, null, at);
        }
    }

    /**
     * This reason is settled.
     *
     * @param note what the person said who let it go on
     * @param customer whose order it is, if a person let it go on
     * @param by who let it go on, if a person did
     */
    record HoldRemoved(
            OrderId order,
            Hold.Kind hold,
            String reason,
            @Nullable Remark note,
            @Nullable String customer,
            @Nullable String by,
            Instant at)
            implements OfSaga {
        /** The saga itself has the answer. */
        public static HoldRemoved bySaga(OrderId order, Hold.Kind hold, String answer, Instant at) {
            return new HoldRemoved(order, hold, answer, null, null, null, at);
        }
    }

    /** Goods held and money authorized: the order is placed. */
    record OrderPlaced(OrderId order, int attempt, PaymentId payment, Money total, Instant at) implements OfSaga {}

    /** The order goes to the warehouse. */
    record OrderConfirmed(OrderId order, Instant at) implements OfSaga {}

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
            implements OfSaga {}

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
            implements OfSaga {
        public PaymentRetried {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The order is to end: inventory and payment are asked to close it.
     *
     * @param reason a code of {@link Order.CancelReason}
     * @param note what the person said who asked for it
     * @param customer whose order it is
     * @param by who asked for it: a person, or a service
     * @param round 1 when it is asked for first; more when it had to be asked again
     * @param deadline when it is asked again
     */
    record CancelRequested(
            OrderId order,
            int attempt,
            String reason,
            @Nullable Remark note,
            String customer,
            String by,
            int round,
            Instant deadline,
            Instant at)
            implements OfSaga {}

    /** Inventory promises nothing of this order any more, and never will. */
    record StockClosed(OrderId order, int attempt, String reason, Instant at) implements OfSaga {}

    /** Payment keeps no money of this order, and never will. */
    record PaymentClosed(OrderId order, int attempt, String reason, Instant at) implements OfSaga {}

    /**
     * The order ended without shipment.
     *
     * @param note what the person said who ended it
     * @param customer whose order it is; absent in histories of before this was kept
     * @param by who ended it: a service, or a person
     */
    record OrderCancelled(
            OrderId order,
            int attempt,
            String reason,
            @Nullable Remark note,
            @Nullable String customer,
            String by,
            Instant at)
            implements OfSaga {}

    /** Money came that the order does not live on: it is to be given back. */
    record PaymentReturnRequested(OrderId order, int attempt, PaymentId payment, Money amount, Instant at)
            implements OfSaga {}

    /** Money that was not to be kept is given back: the authorization is void, or what was captured is refunded. */
    record PaymentReturned(OrderId order, int attempt, PaymentId payment, Instant at) implements OfSaga {}

    /** The authorization has run out before it was used up. */
    record PaymentExpired(OrderId order, int attempt, PaymentId payment, Instant at) implements OfSaga {}

    /** The time of the hold was over before the order was placed; nobody let the goods go on purpose. */
    record StockExpired(OrderId order, int attempt, ReservationId reservation, Instant at) implements OfSaga {}

    /**
     * The money is there, the goods are no longer held: they are wanted again (PRODUCT.md §3.5).
     *
     * @param paidBy the payment that waits for them
     * @param method how the order is paid
     * @param deadline when the saga must be through
     */
    record StockWanted(
            OrderId order,
            int attempt,
            PaymentId paidBy,
            List<Line> lines,
            Money total,
            PaymentMethod method,
            Instant deadline,
            Instant at)
            implements OfSaga {
        public StockWanted {
            lines = List.copyOf(lines);
        }
    }

    /**
     * An answer was waited for long enough; it is asked for again.
     *
     * @param from whose answer
     * @param method how the order is paid
     * @param deadline when the saga must be through now
     */
    record AnswerWanted(
            OrderId order,
            int attempt,
            Party from,
            List<Line> lines,
            Money total,
            PaymentMethod method,
            Instant deadline,
            Instant at)
            implements OfSaga {
        public AnswerWanted {
            lines = List.copyOf(lines);
        }
    }

    /** The goods go somewhere else. */
    record ShippingAddressChanged(OrderId order, String customer, Address from, Address to, Instant at)
            implements OfSaga {}

    /**
     * An operator did something about this order; it moves nothing.
     *
     * @param customer whose order it is
     * @param action what was done, for example {@code RETRY_SAGA}
     * @param note what the operator said about it
     * @param by the operator
     */
    record OperatorActed(OrderId order, String customer, String action, Remark note, String by, Instant at)
            implements OfSaga {}
}
