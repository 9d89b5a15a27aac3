package waybill.order.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;
import static waybill.order.domain.OrderDecider.isOfAnotherAttempt;
import static waybill.order.domain.OrderDecider.ofAnotherAttempt;

import java.util.List;
import waybill.kernel.Decision;
import waybill.order.domain.Order.AwaitingPayment;
import waybill.order.domain.Order.AwaitingStock;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Confirmed;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Placed;
import waybill.order.domain.Order.Unpaid;
import waybill.order.domain.Order.Unplaced;
import waybill.order.domain.OrderCommand.NoteStockCommitted;
import waybill.order.domain.OrderCommand.NoteStockHeld;
import waybill.order.domain.OrderCommand.NoteStockReleased;
import waybill.order.domain.OrderCommand.NoteStockShort;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.StockCommitted;
import waybill.order.domain.OrderEvent.StockHeld;
import waybill.order.domain.OrderEvent.StockReleased;
import waybill.order.domain.OrderEvent.StockShort;
import waybill.order.domain.OrderRefusal.UnknownOrder;
import waybill.order.domain.OrderSaga.Mark;

/** What an order makes of inventory's news. */
final class StockNews {
    private static final String OUT_OF_STOCK = "OUT_OF_STOCK";
    private static final String INVENTORY = "inventory";

    private StockNews() {}

    static Decision<OrderEvent, OrderRefusal> noteStockHeld(Order order, NoteStockHeld news) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(news.order()));
            case Known was when isOfAnotherAttempt(was, news) -> ofAnotherAttempt(was, news);
            case AwaitingStock was
            when was.facts().isHeld(Hold.Kind.STOCK_UNVERIFIED) ->
                accept(held(news), new HoldRemoved(news.order(), Hold.Kind.STOCK_UNVERIFIED, "held", news.at()));
            case AwaitingStock _ -> accept(held(news));
            case Known was when was.facts().has(Mark.STOCK_HELD) -> alreadySo("the goods are known to be held");
            // Payment's answer overtook inventory's: the history still wants every step.
            case Placed _, Confirmed _, Unpaid _ -> accept(held(news));
            case AwaitingPayment _ -> alreadySo("the goods are known to be held");
            case Cancelled _ -> alreadySo("the order is cancelled; inventory releases by itself");
        };
    }

    static Decision<OrderEvent, OrderRefusal> noteStockShort(Order order, NoteStockShort news) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(news.order()));
            case Known was when isOfAnotherAttempt(was, news) -> ofAnotherAttempt(was, news);
            // Payment only asks for what inventory holds.
            case AwaitingStock was
            when was.facts().has(Mark.PAYMENT_UNKNOWN) -> alreadySo("payment was asked, so the goods were held");
            case AwaitingStock was -> acceptAll(cancelled(was.facts(), news));
            case AwaitingPayment _, Placed _, Confirmed _, Unpaid _ -> alreadySo("the goods were held");
            case Cancelled _ -> alreadySo("the order is cancelled already");
        };
    }

    static Decision<OrderEvent, OrderRefusal> noteStockCommitted(Order order, NoteStockCommitted news) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(news.order()));
            case Known was when isOfAnotherAttempt(was, news) -> ofAnotherAttempt(was, news);
            case Known was when was.facts().has(Mark.STOCK_COMMITTED) -> alreadySo("the goods are committed already");
            case Placed _, Confirmed _ ->
                accept(new StockCommitted(news.order(), news.attempt(), news.reservation(), news.at()));
            case AwaitingStock _, AwaitingPayment _ -> alreadySo("the order is not placed yet");
            case Unpaid _, Cancelled _ -> alreadySo("the order wants no goods any more");
        };
    }

    static Decision<OrderEvent, OrderRefusal> noteStockReleased(Order order, NoteStockReleased news) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(news.order()));
            case Known was when news.attempt() > was.facts().attempt() -> ofAnotherAttempt(was, news);
            case Known was
            when was.facts().log().has(Mark.STOCK_RELEASED, news.attempt()) ->
                alreadySo("the goods are known to be released");
            // A compensation is recorded in any state, of an older attempt too; it moves none.
            case Known _ ->
                accept(new StockReleased(news.order(), news.attempt(), news.reservation(), news.reason(), news.at()));
        };
    }

    private static StockHeld held(NoteStockHeld news) {
        return new StockHeld(news.order(), news.attempt(), news.reservation(), news.expiresAt(), news.at());
    }

    private static List<OrderEvent> cancelled(OrderFacts facts, NoteStockShort news) {
        List<OrderEvent> events = OrderDecider.settling(facts, "rejected", news.at());
        events.addFirst(new StockShort(news.order(), news.attempt(), news.shortages(), news.at()));
        events.add(new OrderCancelled(news.order(), news.attempt(), OUT_OF_STOCK, INVENTORY, news.at()));
        return events;
    }
}
