package waybill.order.domain.rules;

import java.util.List;
import waybill.kernel.CorruptHistory;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Hold;
import waybill.order.domain.Order;
import waybill.order.domain.Order.AwaitingPayment;
import waybill.order.domain.Order.AwaitingStock;
import waybill.order.domain.Order.AwaitingStockAgain;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Cancelling;
import waybill.order.domain.Order.Confirmed;
import waybill.order.domain.Order.Delivered;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Paid;
import waybill.order.domain.Order.PartiallyShipped;
import waybill.order.domain.Order.Pending;
import waybill.order.domain.Order.Placed;
import waybill.order.domain.Order.Shipped;
import waybill.order.domain.Order.Unpaid;
import waybill.order.domain.Order.Unplaced;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderEvent.AnswerWanted;
import waybill.order.domain.OrderEvent.CancelRequested;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OperatorActed;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.OrderCreated;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.OrderPlaced;
import waybill.order.domain.OrderEvent.PaymentAuthorized;
import waybill.order.domain.OrderEvent.PaymentClosed;
import waybill.order.domain.OrderEvent.PaymentDeclined;
import waybill.order.domain.OrderEvent.PaymentExpired;
import waybill.order.domain.OrderEvent.PaymentFailed;
import waybill.order.domain.OrderEvent.PaymentRetried;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.PaymentReturned;
import waybill.order.domain.OrderEvent.PaymentUnknown;
import waybill.order.domain.OrderEvent.ShippingAddressChanged;
import waybill.order.domain.OrderEvent.StockClosed;
import waybill.order.domain.OrderEvent.StockCommitted;
import waybill.order.domain.OrderEvent.StockExpired;
import waybill.order.domain.OrderEvent.StockHeld;
import waybill.order.domain.OrderEvent.StockReleased;
import waybill.order.domain.OrderEvent.StockShort;
import waybill.order.domain.OrderEvent.StockWanted;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderSaga.Mark;

/** Folds what has happened into the state. News marks the log, the order's own events move it. */
public final class OrderEvolution {
    private OrderEvolution() {}

    /** The order after this has happened to it. */
    public static Order evolve(Order order, OrderEvent event) {
        return switch (event) {
            case OrderCreated it -> created(order, it);
            case FulfilmentEvent it -> FulfilmentEvolution.evolve(order, it);
            case OrderEvent.OfSaga it -> evolve(known(order, it), it);
        };
    }

    private static Order evolve(Known order, OrderEvent.OfSaga event) {
        OrderFacts facts = order.facts();
        return switch (event) {
            case OrderCreated it -> throw new CorruptHistory(order, it);
            case StockHeld it -> held(order, it);
            case StockShort it ->
                with(order, marked(order, it, Mark.STOCK_SHORT).lacking(it.shortages()));
            case StockCommitted it -> committed(order, it);
            case StockReleased it -> with(order, facts.marked(Mark.STOCK_RELEASED, it.attempt(), it.at()));
            case StockExpired it -> with(order, facts.marked(Mark.STOCK_EXPIRED, it.attempt(), it.at()));
            case StockWanted it -> wanted(order, it);
            case StockClosed it -> with(closing(order, it, true, false), marked(order, it, Mark.STOCK_CLOSED));
            case PaymentAuthorized it -> authorized(order, it);
            case PaymentDeclined it -> answered(order, it, Mark.PAYMENT_REFUSED);
            case PaymentFailed it -> answered(order, it, Mark.PAYMENT_REFUSED);
            case PaymentUnknown it -> answered(order, it, Mark.PAYMENT_UNKNOWN);
            case PaymentExpired it -> with(order, marked(order, it, Mark.PAYMENT_EXPIRED));
            case PaymentReturnRequested it -> with(order, facts.returning(it.payment(), it.attempt(), it.at()));
            case PaymentReturned it -> with(order, facts.returned(it.payment(), it.attempt(), it.at()));
            case PaymentClosed it -> with(closing(order, it, false, true), marked(order, it, Mark.PAYMENT_CLOSED));
            case HoldAdded it -> with(order, facts.held(new Hold(it.hold(), it.reason(), it.note(), it.at())));
            case HoldRemoved it -> with(order, facts.unheld(it.hold(), it.at()));
            case OrderPlaced it -> placed(order, it);
            case OrderConfirmed it -> confirmed(order, it);
            case OrderPaymentFailed it -> unpaid(order, it);
            case PaymentRetried it -> retried(order, it);
            case CancelRequested it -> cancelling(order, it);
            case OrderCancelled it -> cancelled(order, it);
            case AnswerWanted it -> asked(order, it);
            case ShippingAddressChanged it -> with(order, facts.movedTo(it.to(), it.at()));
            case OperatorActed it -> with(order, marked(order, it, Mark.OPERATOR_ACTED));
        };
    }

    private static Order created(Order order, OrderCreated event) {
        return switch (order) {
            case Unplaced _ -> new AwaitingStock(OrderFacts.of(event), event.deadline());
            case Known _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order held(Known order, StockHeld event) {
        OrderFacts facts = order.facts().marked(Mark.STOCK_HELD, event.attempt(), event.at());
        return switch (order) {
            case AwaitingStock was -> new AwaitingPayment(facts, event.reservation(), was.deadline());
            case AwaitingPayment was -> new AwaitingPayment(facts, event.reservation(), was.deadline());
            case Paid _, Unpaid _ -> with(order, facts);
            case Cancelling _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order committed(Known order, StockCommitted event) {
        return switch (order) {
            case Placed _, Confirmed _ -> with(order, marked(order, event, Mark.STOCK_COMMITTED));
            case Pending _, PartiallyShipped _, Shipped _, Delivered _, Unpaid _, Cancelling _, Cancelled _ ->
                throw new CorruptHistory(order, event);
        };
    }

    private static Order wanted(Known order, StockWanted event) {
        return switch (order) {
            case AwaitingStock _, AwaitingPayment _ ->
                new AwaitingStockAgain(order.facts().updated(event.at()), event.paidBy(), event.deadline());
            case Paid _, Unpaid _, Cancelling _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order authorized(Known order, PaymentAuthorized event) {
        if (order instanceof Cancelling was) {
            return new Cancelling(
                    marked(was, event, Mark.PAYMENT_AUTHORIZED),
                    was.cancellation(),
                    event.payment(),
                    was.stockClosed(),
                    was.moneyClosed(),
                    was.round(),
                    was.deadline());
        }
        return answered(order, event, Mark.PAYMENT_AUTHORIZED);
    }

    private static Order answered(Known order, OrderEvent event, Mark answer) {
        return switch (order) {
            case AwaitingStock _, AwaitingPayment _ -> with(order, marked(order, event, answer));
            case Paid _, Unpaid _, Cancelling _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order placed(Known order, OrderPlaced event) {
        return switch (order) {
            case Pending was -> new Placed(was.facts().updated(event.at()), event.payment());
            case Placed _,
                    Confirmed _,
                    PartiallyShipped _,
                    Shipped _,
                    Delivered _,
                    Unpaid _,
                    Cancelling _,
                    Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order confirmed(Known order, OrderConfirmed event) {
        if (order instanceof Placed was) {
            return new Confirmed(marked(was, event, Mark.CONFIRMED), was.payment());
        }
        throw new CorruptHistory(order, event);
    }

    private static Order unpaid(Known order, OrderPaymentFailed event) {
        if (order instanceof Pending was) {
            return new Unpaid(
                    was.facts().updated(event.at()),
                    event.payment(),
                    new Order.Failure(event.reason(), event.retryable(), List.of(), event.at()),
                    event.payableUntil());
        }
        throw new CorruptHistory(order, event);
    }

    private static Order retried(Known order, PaymentRetried event) {
        if (order instanceof Unpaid was) {
            return new AwaitingStock(was.facts().retried(event), event.deadline());
        }
        throw new CorruptHistory(order, event);
    }

    private static Order cancelling(Known order, CancelRequested event) {
        OrderFacts facts = marked(order, event, Mark.CANCEL_REQUESTED);
        return switch (order) {
            case Cancelling was ->
                new Cancelling(
                        facts,
                        was.cancellation(),
                        was.payment(),
                        was.stockClosed(),
                        was.moneyClosed(),
                        event.round(),
                        event.deadline());
            case Pending _, Placed _, Confirmed _, Unpaid _ ->
                new Cancelling(
                        facts,
                        new Order.Cancellation(event.reason(), event.note(), event.by(), event.at()),
                        order instanceof Paid was ? was.payment() : null,
                        false,
                        false,
                        event.round(),
                        event.deadline());
            case PartiallyShipped _, Shipped _, Delivered _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Cancelling closing(Known order, OrderEvent event, boolean stock, boolean money) {
        if (order instanceof Cancelling was) {
            return new Cancelling(
                    was.facts(),
                    was.cancellation(),
                    was.payment(),
                    was.stockClosed() || stock,
                    was.moneyClosed() || money,
                    was.round(),
                    was.deadline());
        }
        throw new CorruptHistory(order, event);
    }

    private static Order cancelled(Known order, OrderCancelled event) {
        OrderFacts facts = order.facts().updated(event.at());
        return switch (order) {
            case Cancelling was -> new Cancelled(facts, was.cancellation(), was.payment());
            case AwaitingStock _, Unpaid _ ->
                new Cancelled(
                        facts, new Order.Cancellation(event.reason(), event.note(), event.by(), event.at()), null);
            case AwaitingPayment _, Paid _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static Order asked(Known order, AnswerWanted event) {
        OrderFacts facts = marked(order, event, Mark.ANSWER_WANTED);
        return switch (order) {
            case AwaitingStock _ -> new AwaitingStock(facts, event.deadline());
            case AwaitingPayment was -> new AwaitingPayment(facts, was.reservation(), event.deadline());
            case AwaitingStockAgain was -> new AwaitingStockAgain(facts, was.payment(), event.deadline());
            case Placed _, Confirmed _, PartiallyShipped _, Shipped _, Delivered _ -> with(order, facts);
            case Unpaid _, Cancelling _, Cancelled _ -> throw new CorruptHistory(order, event);
        };
    }

    private static OrderFacts marked(Known order, OrderEvent event, Mark mark) {
        return order.facts().marked(mark, order.facts().attempt(), event.at());
    }

    private static Known known(Order order, OrderEvent event) {
        return switch (order) {
            case Known was -> was;
            case Unplaced _ -> throw new CorruptHistory(order, event);
        };
    }

    /** The same state, knowing more. */
    static Order with(Known order, OrderFacts facts) {
        return switch (order) {
            case AwaitingStock was -> new AwaitingStock(facts, was.deadline());
            case AwaitingPayment was -> new AwaitingPayment(facts, was.reservation(), was.deadline());
            case AwaitingStockAgain was -> new AwaitingStockAgain(facts, was.payment(), was.deadline());
            case Placed was -> new Placed(facts, was.payment());
            case Confirmed was -> new Confirmed(facts, was.payment());
            case PartiallyShipped was -> new PartiallyShipped(facts, was.payment());
            case Shipped was -> new Shipped(facts, was.payment());
            case Delivered was -> new Delivered(facts, was.payment());
            case Unpaid was -> new Unpaid(facts, was.payment(), was.failure(), was.payableUntil());
            case Cancelling was ->
                new Cancelling(
                        facts,
                        was.cancellation(),
                        was.payment(),
                        was.stockClosed(),
                        was.moneyClosed(),
                        was.round(),
                        was.deadline());
            case Cancelled was -> new Cancelled(facts, was.cancellation(), was.payment());
        };
    }
}
