package waybill.order.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ReservationId;

/** What an order can be told: by a client, or as news of another service. Time and ids come with it. */
public sealed interface OrderCommand
        permits OrderCommand.OfPerson, OrderCommand.OfTime, OrderCommand.News, FulfilmentCommand {
    /** The order it is for. */
    OrderId order();

    /** When it was given. */
    Instant at();

    /** A person asks for something. */
    sealed interface OfPerson extends OrderCommand {}

    /** A deadline has come. One that comes early, late or twice changes nothing. */
    sealed interface OfTime extends OrderCommand {}

    /** News of inventory or payment about one run of the saga. */
    sealed interface News extends OrderCommand {
        /** The run of the saga it belongs to, 1 for the first. */
        int attempt();
    }

    /**
     * A customer orders; the saga starts.
     *
     * @param expectedTotal what the client thinks it costs; if it differs, there is no order
     * @param stockUnverified the stock could not be checked before
     * @param deadline when the saga must be through
     */
    record PlaceOrder(
            NewOrder what, @Nullable Money expectedTotal, boolean stockUnverified, Instant deadline, Instant at)
            implements OfPerson {
        @Override
        public OrderId order() {
            return what.id();
        }
    }

    /**
     * The customer pays again after a payment failed; the saga runs again from the reservation.
     *
     * @param deadline when this run of the saga must be through
     */
    record RetryPayment(OrderId order, PaymentMethod payment, Instant deadline, Instant at) implements OfPerson {}

    /** A person confirms a placed order. */
    record Confirm(OrderId order, Instant at) implements OfPerson {}

    /** The goods shall go somewhere else. */
    record ChangeAddress(OrderId order, Address to, Instant at) implements OfPerson {}

    /**
     * The order shall end; if a part of it has shipped, the rest of it.
     *
     * @param note what the person said about it
     * @param by who asks
     * @param deadline by when inventory and payment must have closed it; then they are asked again
     */
    record Cancel(
            OrderId order,
            Order.CancelReason reason,
            @Nullable Remark note,
            String by,
            Instant deadline,
            Instant at) implements OfPerson {}

    /** An operator stops the order: it is neither confirmed nor shipped until the hold is removed. */
    record AddHold(OrderId order, Remark note, String by, Instant at) implements OfPerson {}

    /**
     * An operator lets the order go on.
     *
     * @param kind which hold; only {@link Hold.Kind#OPERATOR} is a person's to remove
     */
    record RemoveHold(
            OrderId order, Hold.Kind kind, @Nullable Remark note, String by, Instant at) implements OfPerson {}

    /**
     * An operator wants the answer asked for again that the order waits for.
     *
     * @param deadline by when it must be there now
     */
    record RetrySaga(OrderId order, Remark note, String by, Instant deadline, Instant at) implements OfPerson {}

    /**
     * An operator did something about this order that is to be found in its history.
     *
     * @param action for example {@code PARKED_EVENT_DISCARDED}
     */
    record RecordOperatorAct(OrderId order, String action, Remark note, String by, Instant at) implements OfPerson {}

    /**
     * The saga has run out of time.
     *
     * @param cancelBy by when inventory and payment must have closed the order
     */
    record TimeOutSaga(OrderId order, Instant cancelBy, Instant at) implements OfTime {}

    /**
     * The customer's chance to pay again is over.
     *
     * @param cancelBy by when inventory and payment must have closed the order, if they have anything to close
     */
    record CloseRetryWindow(OrderId order, Instant cancelBy, Instant at) implements OfTime {}

    /**
     * Inventory or payment have not said that they have closed the order: ask again.
     *
     * @param cancelBy by when they must have now
     */
    record CancelAgain(OrderId order, Instant cancelBy, Instant at) implements OfTime {}

    /** Inventory holds all goods, until then. */
    record NoteStockHeld(OrderId order, int attempt, ReservationId reservation, Instant expiresAt, Instant at)
            implements News {}

    /**
     * Inventory has too little and holds nothing.
     *
     * @param cancelBy by when payment must have closed the order, if it was placed before
     */
    record NoteStockShort(OrderId order, int attempt, List<Shortage> shortages, Instant cancelBy, Instant at)
            implements News {
        public NoteStockShort {
            shortages = List.copyOf(shortages);
        }
    }

    /** Inventory committed the held goods: the hold expires no longer. */
    record NoteStockCommitted(OrderId order, int attempt, ReservationId reservation, Instant at) implements News {}

    /**
     * Somebody had inventory let the goods go.
     *
     * @param reservation absent if the release came before any reservation
     * @param cancelBy by when payment must have closed the order, if it was placed before
     */
    record NoteStockReleased(
            OrderId order,
            int attempt,
            @Nullable ReservationId reservation,
            String reason,
            Instant cancelBy,
            Instant at)
            implements News {}

    /** The time of the hold was over, and inventory let the goods go. */
    record NoteStockExpired(OrderId order, int attempt, ReservationId reservation, Instant at) implements News {}

    /** Inventory promises nothing of this order any more, and never will. */
    record NoteStockClosed(OrderId order, int attempt, String reason, Instant at) implements News {}

    /** The gateway authorized this money. */
    record NotePaymentAuthorized(OrderId order, int attempt, PaymentId payment, Money amount, Instant at)
            implements News {}

    /**
     * The gateway said no.
     *
     * @param reason for example {@code INSUFFICIENT_FUNDS}
     * @param payableUntil when the customer's chance to pay again ends
     */
    record NotePaymentDeclined(
            OrderId order, int attempt, PaymentId payment, String reason, Instant payableUntil, Instant at)
            implements News {}

    /**
     * The gateway could not be asked; provably nothing was charged.
     *
     * @param reason for example {@code PAYMENT_UNAVAILABLE}
     * @param payableUntil when the customer's chance to pay again ends
     */
    record NotePaymentFailed(
            OrderId order, int attempt, PaymentId payment, String reason, Instant payableUntil, Instant at)
            implements News {}

    /** The gateway gave no readable answer; payment keeps asking. */
    record NotePaymentUnknown(OrderId order, int attempt, PaymentId payment, Instant at) implements News {}

    /** Payment voided this authorization, or refunded what was captured of it, unasked by any refund of the order. */
    record NotePaymentReturned(OrderId order, int attempt, PaymentId payment, Instant at) implements News {}

    /** This authorization has run out. */
    record NotePaymentExpired(OrderId order, int attempt, PaymentId payment, Instant at) implements News {}

    /** Payment keeps no money of this order, and never will. */
    record NotePaymentClosed(OrderId order, int attempt, String reason, Instant at) implements News {}
}
