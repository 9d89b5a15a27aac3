package waybill.order.domain;

import java.util.List;
import waybill.kernel.CorruptHistory;
import waybill.order.domain.Order.AwaitingPayment;
import waybill.order.domain.Order.AwaitingStock;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Confirmed;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Placed;
import waybill.order.domain.Order.Unpaid;
import waybill.order.domain.Order.Unplaced;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.OrderCreated;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.OrderPlaced;
import waybill.order.domain.OrderEvent.PaymentAuthorized;
import waybill.order.domain.OrderEvent.PaymentDeclined;
import waybill.order.domain.OrderEvent.PaymentFailed;
import waybill.order.domain.OrderEvent.PaymentRetried;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.PaymentUnknown;
import waybill.order.domain.OrderEvent.StockCommitted;
import waybill.order.domain.OrderEvent.StockHeld;
import waybill.order.domain.OrderEvent.StockReleased;
import waybill.order.domain.OrderEvent.StockShort;
import waybill.order.domain.OrderSaga.Mark;

/** Folds what has happened into the state. News marks the log, the order's own events move it. */
final class OrderEvolution {
    private OrderEvolution() {}

    static Order evolve(Order order, OrderEvent event) {
        return switch (event) {
            case OrderCreated it -> created(order, it);
            case StockHeld it -> held(order, it);
            case StockShort it -> isShort(order, it);
            case StockCommitted it -> committed(order, it);
            case StockReleased it ->
                with(order, it, known(order, it).marked(Mark.STOCK_RELEASED, it.attempt(), it.at()));
            case PaymentAuthorized it -> answered(order, it, Mark.PAYMENT_AUTHORIZED);
            case PaymentDeclined it -> answered(order, it, Mark.PAYMENT_REFUSED);
            case PaymentFailed it -> answered(order, it, Mark.PAYMENT_REFUSED);
            case PaymentUnknown it -> answered(order, it, Mark.PAYMENT_UNKNOWN);
            case HoldAdded it -> with(order, it, known(order, it).held(new Hold(it.hold(), it.reason(), it.at())));
            case HoldRemoved it -> with(order, it, known(order, it).unheld(it.hold(), it.at()));
            case OrderPlaced it -> placed(order, it);
            case OrderConfirmed it -> confirmed(order, it);
            case OrderPaymentFailed it -> unpaid(order, it);
            case PaymentRetried it -> retried(order, it);
            case OrderCancelled it -> cancelled(order, it);
            case PaymentReturnRequested it ->
                with(order, it, known(order, it).returning(it.payment(), it.attempt(), it.at()));
        };
    }

    private static Order created(Order order, OrderCreated event) {
        return switch (order) {
            case Unplaced _ -> new AwaitingStock(OrderFacts.of(event), event.deadline());
            case Known _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order held(Order order, StockHeld event) {
        return switch (order) {
            case AwaitingStock(OrderFacts facts, var deadline) ->
                new AwaitingPayment(
                        facts.marked(Mark.STOCK_HELD, event.attempt(), event.at()), event.reservation(), deadline);
            case Placed _, Confirmed _, Unpaid _ ->
                with(order, event, known(order, event).marked(Mark.STOCK_HELD, event.attempt(), event.at()));
            case Unplaced _, AwaitingPayment _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order isShort(Order order, StockShort event) {
        return switch (order) {
            case AwaitingStock(OrderFacts facts, var deadline) ->
                new AwaitingStock(
                        facts.marked(Mark.STOCK_SHORT, event.attempt(), event.at())
                                .lacking(event.shortages()),
                        deadline);
            case Unplaced _, AwaitingPayment _, Placed _, Confirmed _, Unpaid _, Cancelled _ ->
                throw new CorruptHistory(order, event);
        };
    }

    private static Order committed(Order order, StockCommitted event) {
        return switch (order) {
            case Placed _, Confirmed _ ->
                with(order, event, known(order, event).marked(Mark.STOCK_COMMITTED, event.attempt(), event.at()));
            case Unplaced _, AwaitingStock _, AwaitingPayment _, Unpaid _, Cancelled _ ->
                throw new CorruptHistory(order, event);
        };
    }

    private static Order answered(Order order, OrderEvent event, Mark answer) {
        return switch (order) {
            case AwaitingStock was -> with(was, event, ofThisAttempt(was, event, answer));
            case AwaitingPayment was -> with(was, event, ofThisAttempt(was, event, answer));
            case Unplaced _, Placed _, Confirmed _, Unpaid _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static OrderFacts ofThisAttempt(Known order, OrderEvent event, Mark mark) {
        return order.facts().marked(mark, order.facts().attempt(), event.at());
    }

    private static Order placed(Order order, OrderPlaced event) {
        return switch (order) {
            case AwaitingStock was -> new Placed(was.facts().updated(event.at()), event.payment());
            case AwaitingPayment was -> new Placed(was.facts().updated(event.at()), event.payment());
            case Unplaced _, Placed _, Confirmed _, Unpaid _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order confirmed(Order order, OrderConfirmed event) {
        return switch (order) {
            case Placed was -> new Confirmed(ofThisAttempt(was, event, Mark.CONFIRMED), was.payment());
            case Unplaced _, AwaitingStock _, AwaitingPayment _, Confirmed _, Unpaid _, Cancelled _ ->
                throw new CorruptHistory(order, event);
        };
    }

    private static Order unpaid(Order order, OrderPaymentFailed event) {
        Order.Failure failure = new Order.Failure(event.reason(), event.retryable(), List.of(), event.at());
        return switch (order) {
            case AwaitingStock was ->
                new Unpaid(was.facts().updated(event.at()), event.payment(), failure, event.payableUntil());
            case AwaitingPayment was ->
                new Unpaid(was.facts().updated(event.at()), event.payment(), failure, event.payableUntil());
            case Unplaced _, Placed _, Confirmed _, Unpaid _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order retried(Order order, PaymentRetried event) {
        return switch (order) {
            case Unpaid was -> new AwaitingStock(was.facts().retried(event), event.deadline());
            case Unplaced _, AwaitingStock _, AwaitingPayment _, Placed _, Confirmed _, Cancelled _ ->
                throw new CorruptHistory(order, event);
        };
    }

    private static Order cancelled(Order order, OrderCancelled event) {
        return switch (order) {
            case AwaitingStock was ->
                new Cancelled(
                        was.facts().updated(event.at()),
                        new Order.Cancellation(event.reason(), event.by(), event.at()));
            case Unplaced _, AwaitingPayment _, Placed _, Confirmed _, Unpaid _, Cancelled _ ->
                throw new CorruptHistory(order, event);
        };
    }

    private static OrderFacts known(Order order, OrderEvent event) {
        return switch (order) {
            case Known was -> was.facts();
            case Unplaced _ -> throw new CorruptHistory(order, event);
        };
    }

    /** The same state, knowing more. */
    private static Order with(Order order, OrderEvent event, OrderFacts facts) {
        return switch (order) {
            case AwaitingStock was -> new AwaitingStock(facts, was.deadline());
            case AwaitingPayment was -> new AwaitingPayment(facts, was.reservation(), was.deadline());
            case Placed was -> new Placed(facts, was.payment());
            case Confirmed was -> new Confirmed(facts, was.payment());
            case Unpaid was -> new Unpaid(facts, was.payment(), was.failure(), was.payableUntil());
            case Cancelled was -> new Cancelled(facts, was.cancellation());
            case Unplaced _ -> throw new CorruptHistory(order, event);
        };
    }
}
