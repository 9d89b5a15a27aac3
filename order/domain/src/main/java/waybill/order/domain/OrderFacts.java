package waybill.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.order.domain.fulfilment.Fulfilment;

/**
 * What is true of an order in every state.
 *
 * @param what as ordered
 * @param payment how it is paid now; another than ordered after the customer paid again
 * @param attempt the run of the saga it is in, 1 for the first
 * @param holds why it does not go on by itself, oldest first, one of a kind
 * @param log what the saga has heard and done
 * @param shortages what there was too little of; empty unless the order ends for it
 * @param returns money that is not to be kept
 * @param shippingAddress where the goods go now; another than ordered after it was changed
 * @param fulfilment what was shipped, cancelled and refunded
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
        List<Return> returns,
        Address shippingAddress,
        Fulfilment fulfilment) {
    public OrderFacts {
        holds = List.copyOf(holds);
        shortages = List.copyOf(shortages);
        returns = List.copyOf(returns);
    }

    /**
     * A payment that is not to be kept.
     *
     * @param askedAt when the order asked for it to be given back; absent if payment did it by itself
     * @param doneAt when it was given back; absent before
     */
    public record Return(
            PaymentId payment,
            int attempt,
            @Nullable Instant askedAt,
            @Nullable Instant doneAt) {}

    /** The facts of a new order. */
    public static OrderFacts of(OrderEvent.OrderCreated created) {
        return new OrderFacts(
                created.what(),
                created.what().payment(),
                created.attempt(),
                created.at(),
                created.at(),
                List.of(),
                OrderSaga.Log.EMPTY.plus(OrderSaga.Mark.CREATED, created.attempt(), created.at()),
                List.of(),
                List.of(),
                created.what().shippingAddress(),
                Fulfilment.NONE);
    }

    /** The order's name. */
    public OrderId id() {
        return what.id();
    }

    /** The shop's own name for the customer. */
    public String customer() {
        return what.customer().id();
    }

    /** Whether it is stopped for this reason. */
    public boolean isHeld(Hold.Kind kind) {
        return holds.stream().anyMatch(hold -> hold.kind() == kind);
    }

    /** Whether this payment was already asked to be given back. */
    public boolean hasReturned(PaymentId unwanted) {
        return returns.stream().anyMatch(it -> it.payment().equals(unwanted) && it.askedAt() != null);
    }

    /** When this was heard or done first in the run of the saga it is in. */
    public Optional<Instant> when(OrderSaga.Mark mark) {
        return log.find(mark, attempt);
    }

    /** Whether this has been heard or done in the run of the saga it is in. */
    public boolean has(OrderSaga.Mark mark) {
        return log.has(mark, attempt);
    }

    /** This was heard or done. */
    public OrderFacts marked(OrderSaga.Mark mark, int ofAttempt, Instant at) {
        return with(at, log.plus(mark, ofAttempt, at), holds);
    }

    /** Something happened that leaves no other trace here. */
    public OrderFacts updated(Instant at) {
        return with(at, log, holds);
    }

    /** There was too little of these. */
    public OrderFacts lacking(List<Shortage> missing) {
        return new OrderFacts(
                what,
                payment,
                attempt,
                createdAt,
                updatedAt,
                holds,
                log,
                missing,
                returns,
                shippingAddress,
                fulfilment);
    }

    /** It is stopped for this reason too. */
    public OrderFacts held(Hold hold) {
        List<Hold> more = new ArrayList<>(holds);
        more.add(hold);
        return with(hold.at(), log, more);
    }

    /** It is no longer stopped for this reason. */
    public OrderFacts unheld(Hold.Kind kind, Instant at) {
        return with(at, log, holds.stream().filter(hold -> hold.kind() != kind).toList());
    }

    /** This money is asked to be given back. */
    public OrderFacts returning(PaymentId unwanted, int ofAttempt, Instant at) {
        Return before = known(unwanted);
        return replacing(new Return(unwanted, ofAttempt, at, before == null ? null : before.doneAt()), at);
    }

    /** This money is given back, asked for or not. */
    public OrderFacts returned(PaymentId unwanted, int ofAttempt, Instant at) {
        Return before = known(unwanted);
        return replacing(
                before == null
                        ? new Return(unwanted, ofAttempt, null, at)
                        : new Return(unwanted, before.attempt(), before.askedAt(), at),
                at);
    }

    /** The customer pays again. */
    public OrderFacts retried(OrderEvent.PaymentRetried again) {
        return new OrderFacts(
                what,
                again.payment(),
                again.attempt(),
                createdAt,
                again.at(),
                holds,
                log.plus(OrderSaga.Mark.CREATED, again.attempt(), again.at()),
                shortages,
                returns,
                shippingAddress,
                fulfilment);
    }

    /** The goods go there. */
    public OrderFacts movedTo(Address address, Instant at) {
        return new OrderFacts(
                what, payment, attempt, createdAt, at, holds, log, shortages, returns, address, fulfilment);
    }

    /** The ledger says this now. */
    public OrderFacts with(Fulfilment ledger, Instant at) {
        return new OrderFacts(
                what, payment, attempt, createdAt, at, holds, log, shortages, returns, shippingAddress, ledger);
    }

    private @Nullable Return known(PaymentId unwanted) {
        return returns.stream()
                .filter(it -> it.payment().equals(unwanted))
                .findFirst()
                .orElse(null);
    }

    private OrderFacts replacing(Return one, Instant at) {
        List<Return> all = new ArrayList<>(returns);
        all.removeIf(it -> it.payment().equals(one.payment()));
        all.add(one);
        return with(at, all);
    }

    private OrderFacts with(Instant at, List<Return> others) {
        return new OrderFacts(
                what, payment, attempt, createdAt, at, holds, log, shortages, others, shippingAddress, fulfilment);
    }

    private OrderFacts with(Instant at, OrderSaga.Log longer, List<Hold> others) {
        return new OrderFacts(
                what, payment, attempt, createdAt, at, others, longer, shortages, returns, shippingAddress, fulfilment);
    }
}
