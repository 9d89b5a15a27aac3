package waybill.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.PaymentId;
import waybill.kernel.ReservationId;

/** An order, in one of the states it can be in. */
public sealed interface Order {
    /** No order yet: nothing has happened under this id. */
    record Unplaced() implements Order {}

    /** An order that exists, whatever became of it. */
    sealed interface Known extends Order {
        /** What is true of it in every state. */
        OrderFacts facts();
    }

    /** The saga runs, until the deadline. */
    sealed interface Pending extends Known {
        /** When it must be through. */
        Instant deadline();
    }

    /** The order lives on this payment. */
    sealed interface Paid extends Known {
        /** The one payment of it. */
        PaymentId payment();
    }

    /** The saga waits for inventory to hold the goods. */
    record AwaitingStock(OrderFacts facts, Instant deadline) implements Pending {}

    /** The goods are held; the saga waits for the money. */
    record AwaitingPayment(OrderFacts facts, ReservationId reservation, Instant deadline) implements Pending {}

    /** The money is authorized, but the hold ran out before: the saga waits for the goods to be held again. */
    record AwaitingStockAgain(OrderFacts facts, PaymentId payment, Instant deadline) implements Pending, Paid {}

    /** Goods held and money authorized; somebody has still to confirm it. */
    record Placed(OrderFacts facts, PaymentId payment) implements Paid {}

    /** Ready for the warehouse. */
    record Confirmed(OrderFacts facts, PaymentId payment) implements Paid {}

    /** A part of it has left the warehouse; the rest is open. */
    record PartiallyShipped(OrderFacts facts, PaymentId payment) implements Paid {}

    /** All that will be shipped has left the warehouse. */
    record Shipped(OrderFacts facts, PaymentId payment) implements Paid {}

    /** The customer has the goods. */
    record Delivered(OrderFacts facts, PaymentId payment) implements Paid {}

    /** The payment failed; the customer may pay again until then. Money that arrives unasked is given back. */
    record Unpaid(OrderFacts facts, PaymentId payment, Failure failure, Instant payableUntil) implements Known {}

    /**
     * It is to end as soon as inventory and payment have closed it.
     *
     * @param cancellation why, and who asked for it
     * @param payment the payment it lived on; absent if it had none
     * @param stockClosed inventory promises nothing of it any more
     * @param moneyClosed payment keeps no money of it
     * @param round how often the two have been asked
     * @param deadline when they are asked again
     */
    record Cancelling(
            OrderFacts facts,
            Cancellation cancellation,
            @Nullable PaymentId payment,
            boolean stockClosed,
            boolean moneyClosed,
            int round,
            Instant deadline)
            implements Known {}

    /**
     * Ended without shipment. Money that arrives now is given back once, never dropped.
     *
     * @param payment the payment it lived on, which was given back; absent if it had none
     */
    record Cancelled(
            OrderFacts facts,
            Cancellation cancellation,
            @Nullable PaymentId payment) implements Known {}

    /** The reasons for which orders end; more specific words are in the note. */
    enum CancelReason {
        /** The customer, or somebody for the customer. */
        CUSTOMER_REQUEST,
        /** The saga had no more time. */
        SAGA_TIMEOUT,
        /** Nobody paid in time. */
        PAYMENT_FAILED,
        /** There was too little stock. */
        OUT_OF_STOCK,
        /** An operator undid it. */
        OPERATOR
    }

    /**
     * Who ended an order, when and why.
     *
     * @param reason a code of {@link CancelReason}
     * @param note what the person said about it
     */
    record Cancellation(String reason, @Nullable Remark note, String by, Instant at) {}

    /**
     * Why the last run of the saga did not succeed.
     *
     * @param reason for example {@code INSUFFICIENT_FUNDS}, {@code PAYMENT_UNAVAILABLE}, {@code OUT_OF_STOCK}
     * @param retryable the same payment method may be tried again as it is: nobody said no to it
     * @param shortages what there was too little of; empty unless that is the reason
     */
    record Failure(String reason, boolean retryable, List<Shortage> shortages, Instant at) {
        /** Somebody let the goods go while the money was on its way; the money is given back. */
        public static final String STOCK_RELEASED = "STOCK_RELEASED";

        /** Another amount was authorized than the order costs; the money is given back. */
        public static final String AMOUNT_MISMATCH = "AMOUNT_MISMATCH";

        public Failure {
            shortages = List.copyOf(shortages);
        }

        /** What went wrong, for those who answer differently. */
        public enum Kind {
            /** The gateway said no. */
            DECLINED,
            /** The gateway was away; nothing was charged. */
            UNAVAILABLE,
            /** The goods were not there, or not there any more; what was paid is given back. */
            NO_STOCK
        }

        /** What went wrong. */
        public Kind kind() {
            if (retryable) {
                return Kind.UNAVAILABLE;
            }
            return reason.equals(STOCK_RELEASED) || !shortages.isEmpty() ? Kind.NO_STOCK : Kind.DECLINED;
        }
    }

    /** Why this order is not on its way; empty while it is. */
    static Optional<Failure> failure(Known order) {
        return switch (order) {
            case Unpaid was -> Optional.of(was.failure());
            case Cancelling was -> shortage(was.facts(), was.cancellation());
            case Cancelled was -> shortage(was.facts(), was.cancellation());
            case Pending _, Placed _, Confirmed _, PartiallyShipped _, Shipped _, Delivered _ -> Optional.empty();
        };
    }

    private static Optional<Failure> shortage(OrderFacts facts, Cancellation end) {
        return facts.shortages().isEmpty()
                ? Optional.empty()
                : Optional.of(new Failure(end.reason(), false, facts.shortages(), end.at()));
    }

    /** Who asked for the end of this order, when and why; empty unless it ends or has ended. */
    static Optional<Cancellation> cancellation(Known order) {
        return switch (order) {
            case Cancelling was -> Optional.of(was.cancellation());
            case Cancelled was -> Optional.of(was.cancellation());
            case Pending _, Placed _, Confirmed _, PartiallyShipped _, Shipped _, Delivered _, Unpaid _ ->
                Optional.empty();
        };
    }

    /** The payment this order lives on, or last tried to; empty if none has answered in this attempt. */
    static Optional<PaymentId> payment(Known order) {
        return switch (order) {
            case Paid was -> Optional.of(was.payment());
            case Unpaid was -> Optional.of(was.payment());
            case Cancelling was -> Optional.ofNullable(was.payment());
            case Cancelled was -> Optional.ofNullable(was.payment());
            case AwaitingStock _, AwaitingPayment _ -> Optional.empty();
        };
    }

    /** What this state waits for, by name, and until when; empty once nobody else's answer is waited for. */
    static Map<String, Instant> deadlines(Order order) {
        return OrderDeadlines.of(order);
    }
}
