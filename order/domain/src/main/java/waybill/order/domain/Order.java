package waybill.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The saga waits for inventory to hold the goods, until the deadline. */
    record AwaitingStock(OrderFacts facts, Instant deadline) implements Known {}

    /** The goods are held; the saga waits for the money, until the deadline. */
    record AwaitingPayment(OrderFacts facts, ReservationId reservation, Instant deadline) implements Known {}

    /** Goods held and money authorized; somebody has still to confirm it. */
    record Placed(OrderFacts facts, PaymentId payment) implements Known {}

    /** Ready for the warehouse. */
    record Confirmed(OrderFacts facts, PaymentId payment) implements Known {}

    /** The payment failed; the customer may pay again until then. Money that arrives unasked is given back. */
    record Unpaid(OrderFacts facts, PaymentId payment, Failure failure, Instant payableUntil) implements Known {}

    /** Ended without shipment. Money that arrives now is given back once, never dropped. */
    record Cancelled(OrderFacts facts, Cancellation cancellation) implements Known {}

    /** Who ended an order, when and why. */
    record Cancellation(String reason, String by, Instant at) {}

    /**
     * Why the last run of the saga did not succeed.
     *
     * @param reason for example {@code DECLINED}, {@code PAYMENT_UNAVAILABLE}, {@code OUT_OF_STOCK}
     * @param retryable the same payment method may be tried again as it is: nobody said no to it
     * @param shortages what there was too little of; empty unless that is the reason
     */
    record Failure(String reason, boolean retryable, List<Shortage> shortages, Instant at) {
        public Failure {
            shortages = List.copyOf(shortages);
        }
    }

    /** Why this order is not on its way; empty while it is. */
    static Optional<Failure> failure(Known order) {
        return switch (order) {
            case Unpaid was -> Optional.of(was.failure());
            case Cancelled(OrderFacts facts, Cancellation end)
            when !facts.shortages().isEmpty() ->
                Optional.of(new Failure(end.reason(), false, facts.shortages(), end.at()));
            case AwaitingStock _, AwaitingPayment _, Placed _, Confirmed _, Cancelled _ -> Optional.empty();
        };
    }

    /** The payment this order lives on, or last tried to; empty if none has answered in this attempt. */
    static Optional<PaymentId> payment(Known order) {
        return switch (order) {
            case Placed was -> Optional.of(was.payment());
            case Confirmed was -> Optional.of(was.payment());
            case Unpaid was -> Optional.of(was.payment());
            case AwaitingStock _, AwaitingPayment _, Cancelled _ -> Optional.empty();
        };
    }

    /** What this state waits for, by name, and until when; empty once nothing is waited for. */
    static Map<String, Instant> deadlines(Order order) {
        return switch (order) {
            case AwaitingStock was -> Map.of(OrderSaga.DEADLINE, was.deadline());
            case AwaitingPayment was -> Map.of(OrderSaga.DEADLINE, was.deadline());
            case Unpaid was -> Map.of(OrderSaga.PAYMENT_RETRY, was.payableUntil());
            case Unplaced _, Placed _, Confirmed _, Cancelled _ -> Map.of();
        };
    }
}
