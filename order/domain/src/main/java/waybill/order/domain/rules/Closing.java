package waybill.order.domain.rules;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Decision;
import waybill.order.domain.FulfilmentEvent.OpenLinesCancelled;
import waybill.order.domain.Order;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.Order.Cancelling;
import waybill.order.domain.Order.Known;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderCommand.Cancel;
import waybill.order.domain.OrderCommand.CancelAgain;
import waybill.order.domain.OrderCommand.CloseRetryWindow;
import waybill.order.domain.OrderCommand.NotePaymentClosed;
import waybill.order.domain.OrderCommand.NoteStockClosed;
import waybill.order.domain.OrderCommand.TimeOutSaga;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderEvent.CancelRequested;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.PaymentClosed;
import waybill.order.domain.OrderEvent.StockClosed;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderRefusal.OrderAlreadyShipped;
import waybill.order.domain.Remark;

/** How an order ends before it ships: asked for, then closed by inventory and payment, then cancelled. */
public final class Closing {
    private static final String ORDER = "order";

    private Closing() {}

    /** That an order shall end: why, by whom, and by when the other services must have closed it. */
    record Wish(CancelReason reason, @Nullable Remark note, String by, Instant deadline, Instant at) {}

    /** Somebody wants the order to end, or what is open of it. */
    public static Decision<OrderEvent, OrderRefusal> cancel(Known order, Cancel cancel) {
        OrderFacts facts = order.facts();
        if (facts.fulfilment().pendingShipment().isPresent()) {
            // What is being shipped wins (PRODUCT.md §3.4).
            return refuse(OrderDecider.illegal(order));
        }
        Wish wish = new Wish(cancel.reason(), cancel.note(), cancel.by(), cancel.deadline(), cancel.at());
        return switch (order) {
            case Order.PartiallyShipped _ -> accept(openCancelled(facts, wish));
            case Order.Shipped _ ->
                facts.fulfilment().cancelled().isEmpty()
                        ? refuse(new OrderAlreadyShipped(facts.id()))
                        : alreadySo("what had not shipped is cancelled already");
            case Order.Unpaid _ -> endUnpaid(order, wish);
            case Known _ -> accept(requested(order, wish));
        };
    }

    /** The saga has run out of time, if it really has. */
    public static Decision<OrderEvent, OrderRefusal> timeOutSaga(Known order, TimeOutSaga due) {
        return switch (order) {
            case Order.Pending was
            when due.at().isBefore(was.deadline()) -> alreadySo("the saga has time until " + was.deadline());
            case Known _ ->
                accept(requested(order, new Wish(CancelReason.SAGA_TIMEOUT, null, ORDER, due.cancelBy(), due.at())));
        };
    }

    /** The customer's chance to pay again is over, if it really is. */
    public static Decision<OrderEvent, OrderRefusal> closeRetryWindow(Known order, CloseRetryWindow due) {
        return switch (order) {
            case Order.Unpaid was
            when due.at().isBefore(was.payableUntil()) ->
                alreadySo("the order can be paid until " + was.payableUntil());
            case Known _ ->
                endUnpaid(order, new Wish(CancelReason.PAYMENT_FAILED, null, ORDER, due.cancelBy(), due.at()));
        };
    }

    /** Somebody has not answered in time, if it really is time: both are asked again. */
    public static Decision<OrderEvent, OrderRefusal> cancelAgain(Known order, CancelAgain due) {
        Cancelling was = cancelling(order, due);
        return due.at().isBefore(was.deadline())
                ? alreadySo("inventory and payment have time until " + was.deadline())
                : accept(again(was, due.cancelBy(), due.at()));
    }

    /** Inventory has closed the order. */
    public static Decision<OrderEvent, OrderRefusal> noteStockClosed(Known order, NoteStockClosed news) {
        Cancelling was = cancelling(order, news);
        if (was.stockClosed()) {
            return alreadySo("inventory is known to have closed the order");
        }
        OrderEvent closed = new StockClosed(news.order(), was.facts().attempt(), news.reason(), news.at());
        return was.moneyClosed() ? acceptAll(closed(was, closed)) : accept(closed);
    }

    /** Payment has closed the order. */
    public static Decision<OrderEvent, OrderRefusal> notePaymentClosed(Known order, NotePaymentClosed news) {
        Cancelling was = cancelling(order, news);
        if (was.moneyClosed()) {
            return alreadySo("payment is known to have closed the order");
        }
        OrderEvent closed = new PaymentClosed(news.order(), was.facts().attempt(), news.reason(), news.at());
        return was.stockClosed() ? acceptAll(closed(was, closed)) : accept(closed);
    }

    /** The first request of both services to close the order. */
    static CancelRequested requested(Known order, Wish wish) {
        OrderFacts facts = order.facts();
        return new CancelRequested(
                facts.id(),
                facts.attempt(),
                wish.reason().name(),
                wish.note(),
                facts.customer(),
                wish.by(),
                1,
                wish.deadline(),
                wish.at());
    }

    /** The same request once more. */
    static CancelRequested again(Cancelling was, Instant deadline, Instant at) {
        return new CancelRequested(
                was.facts().id(),
                was.facts().attempt(),
                was.cancellation().reason(),
                was.cancellation().note(),
                was.facts().customer(),
                was.cancellation().by(),
                was.round() + 1,
                deadline,
                at);
    }

    /** The end itself, where nothing has to be closed before. */
    static OrderCancelled cancelled(OrderFacts facts, Wish wish) {
        return new OrderCancelled(
                facts.id(), facts.attempt(), wish.reason().name(), wish.note(), facts.customer(), wish.by(), wish.at());
    }

    /** An unpaid order ends at once if its goods are let go and its money is back; else both are asked to close it. */
    private static Decision<OrderEvent, OrderRefusal> endUnpaid(Known order, Wish wish) {
        if (!SagaSteps.isUndone(order.facts())) {
            return accept(requested(order, wish));
        }
        List<OrderEvent> events = Placing.settling(order.facts(), "cancelled", wish.at());
        events.add(cancelled(order.facts(), wish));
        return acceptAll(events);
    }

    private static List<OrderEvent> closed(Cancelling was, OrderEvent last) {
        OrderFacts facts = was.facts();
        List<OrderEvent> events = Placing.settling(facts, "cancelled", last.at());
        events.addFirst(last);
        events.add(new OrderCancelled(
                facts.id(),
                facts.attempt(),
                was.cancellation().reason(),
                was.cancellation().note(),
                facts.customer(),
                was.cancellation().by(),
                last.at()));
        return events;
    }

    /** News after which nothing more can ship, and the end of what was still to ship, if there was any. */
    static List<OrderEvent> withOpen(OrderEvent news, Known order, Wish wish) {
        return switch (OrderEvolution.evolve(order, news)) {
            case Order.Placed now -> List.of(news, requested(now, wish));
            case Order.Confirmed now -> List.of(news, requested(now, wish));
            case Order.PartiallyShipped now -> List.of(news, openCancelled(now.facts(), wish));
            case Order _ -> List.of(news);
        };
    }

    /** The end of what is open, of an order that has shipped in part. */
    private static OpenLinesCancelled openCancelled(OrderFacts facts, Wish wish) {
        return new OpenLinesCancelled(
                facts.id(),
                facts.attempt(),
                facts.fulfilment().open(facts.what().lines()),
                facts.customer(),
                wish.reason().name(),
                wish.note(),
                wish.by(),
                wish.at());
    }

    private static Cancelling cancelling(Known order, OrderCommand command) {
        if (order instanceof Cancelling was) {
            return was;
        }
        throw new IllegalStateException("the table lets " + Trigger.of(command) + " only meet an order that ends");
    }
}
