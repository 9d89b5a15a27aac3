package waybill.order.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ReservationId;

/** What an order can be told: by a client, or as news of another service. Time and ids come with it. */
public sealed interface OrderCommand {
    /** The order it is for. */
    OrderId order();

    /** When it was given. */
    Instant at();

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
            implements OrderCommand {
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
    record RetryPayment(OrderId order, PaymentMethod payment, Instant deadline, Instant at) implements OrderCommand {}

    /** A person confirms a placed order. */
    record Confirm(OrderId order, Instant at) implements OrderCommand {}

    /** Inventory holds all goods, until then. */
    record NoteStockHeld(OrderId order, int attempt, ReservationId reservation, Instant expiresAt, Instant at)
            implements News {}

    /** Inventory has too little and holds nothing. */
    record NoteStockShort(OrderId order, int attempt, List<Shortage> shortages, Instant at) implements News {
        public NoteStockShort {
            shortages = List.copyOf(shortages);
        }
    }

    /** Inventory committed the held goods: the hold expires no longer. */
    record NoteStockCommitted(OrderId order, int attempt, ReservationId reservation, Instant at) implements News {}

    /**
     * Inventory let the goods go.
     *
     * @param reservation absent if the release came before any reservation
     */
    record NoteStockReleased(
            OrderId order, int attempt, @Nullable ReservationId reservation, String reason, Instant at)
            implements News {}

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
}
