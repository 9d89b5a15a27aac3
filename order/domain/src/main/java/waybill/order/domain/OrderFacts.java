package waybill.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;

/**
 * What is true of an order in every state.
 *
 * @param what as ordered
 * @param payment how it is paid now; another than ordered after the customer paid again
 * @param attempt the run of the saga it is in, 1 for the first
 * @param holds why it does not go on by itself, oldest first, one of a kind
 * @param log what the saga has heard and done
 * @param shortages what there was too little of; empty unless the order ended for it
 * @param returned the payments that were asked to be given back
 */
public record OrderFacts(
        NewOrder what,
        PaymentMethod payment,
        int attempt,
        Instant createdAt,
        Instant updatedAt,
        List<Hold> holds,
        OrderSaga.Log log,
        List<Shortage> shortages,
        List<PaymentId> returned) {
    public OrderFacts {
        holds = List.copyOf(holds);
        shortages = List.copyOf(shortages);
        returned = List.copyOf(returned);
    }

    static OrderFacts of(OrderEvent.OrderCreated created) {
        return new OrderFacts(
                created.what(),
                created.what().payment(),
                created.attempt(),
                created.at(),
                created.at(),
                List.of(),
                OrderSaga.Log.EMPTY.plus(OrderSaga.Mark.CREATED, created.attempt(), created.at()),
                List.of(),
                List.of());
    }

    /** The order's name. */
    public OrderId id() {
        return what.id();
    }

    /** Whether it is stopped for this reason. */
    public boolean isHeld(Hold.Kind kind) {
        return holds.stream().anyMatch(hold -> hold.kind() == kind);
    }

    /** Whether this payment was already asked to be given back. */
    public boolean hasReturned(PaymentId payment) {
        return returned.contains(payment);
    }

    /** When this was heard or done in the run of the saga it is in. */
    Optional<Instant> when(OrderSaga.Mark mark) {
        return log.find(mark, attempt);
    }

    /** Whether this has been heard or done in the run of the saga it is in. */
    boolean has(OrderSaga.Mark mark) {
        return log.has(mark, attempt);
    }

    OrderFacts marked(OrderSaga.Mark mark, int ofAttempt, Instant at) {
        return new OrderFacts(
                what, payment, attempt, createdAt, at, holds, log.plus(mark, ofAttempt, at), shortages, returned);
    }

    OrderFacts updated(Instant at) {
        return new OrderFacts(what, payment, attempt, createdAt, at, holds, log, shortages, returned);
    }

    OrderFacts lacking(List<Shortage> missing) {
        return new OrderFacts(what, payment, attempt, createdAt, updatedAt, holds, log, missing, returned);
    }

    OrderFacts held(Hold hold) {
        List<Hold> more = new ArrayList<>(holds);
        more.add(hold);
        return withHolds(more, hold.at());
    }

    OrderFacts unheld(Hold.Kind kind, Instant at) {
        return withHolds(holds.stream().filter(hold -> hold.kind() != kind).toList(), at);
    }

    OrderFacts returning(PaymentId late, int ofAttempt, Instant at) {
        List<PaymentId> more = new ArrayList<>(returned);
        more.add(late);
        OrderSaga.Log longer = log.plus(OrderSaga.Mark.RETURN_REQUESTED, ofAttempt, at);
        return new OrderFacts(what, payment, attempt, createdAt, at, holds, longer, shortages, more);
    }

    OrderFacts retried(OrderEvent.PaymentRetried again) {
        return new OrderFacts(
                what, again.payment(), again.attempt(), createdAt, again.at(), holds, log, shortages, returned);
    }

    private OrderFacts withHolds(List<Hold> others, Instant at) {
        return new OrderFacts(what, payment, attempt, createdAt, at, others, log, shortages, returned);
    }
}
