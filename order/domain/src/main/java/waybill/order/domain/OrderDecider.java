package waybill.order.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.order.domain.Order.AwaitingPayment;
import waybill.order.domain.Order.AwaitingStock;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Confirmed;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Placed;
import waybill.order.domain.Order.Unpaid;
import waybill.order.domain.Order.Unplaced;
import waybill.order.domain.OrderCommand.Confirm;
import waybill.order.domain.OrderCommand.News;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.NotePaymentDeclined;
import waybill.order.domain.OrderCommand.NotePaymentFailed;
import waybill.order.domain.OrderCommand.NotePaymentUnknown;
import waybill.order.domain.OrderCommand.NoteStockCommitted;
import waybill.order.domain.OrderCommand.NoteStockHeld;
import waybill.order.domain.OrderCommand.NoteStockReleased;
import waybill.order.domain.OrderCommand.NoteStockShort;
import waybill.order.domain.OrderCommand.PlaceOrder;
import waybill.order.domain.OrderCommand.RetryPayment;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.OrderCreated;
import waybill.order.domain.OrderEvent.PaymentRetried;
import waybill.order.domain.OrderRefusal.IllegalTransition;
import waybill.order.domain.OrderRefusal.OrderAlreadyExists;
import waybill.order.domain.OrderRefusal.OrderOnHold;
import waybill.order.domain.OrderRefusal.TotalMismatch;
import waybill.order.domain.OrderRefusal.UnknownOrder;

/** Says what may happen to an order: what clients ask for is decided here, news of the others in their own tables. */
public final class OrderDecider implements Decider<Order, OrderCommand, OrderEvent, OrderRefusal> {
    private static final int FIRST_ATTEMPT = 1;

    @Override
    public Order initial() {
        return new Unplaced();
    }

    @Override
    public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
        return switch (command) {
            case PlaceOrder place -> place(order, place);
            case RetryPayment retry -> retryPayment(order, retry);
            case Confirm confirm -> confirm(order, confirm);
            case NoteStockHeld news -> StockNews.noteStockHeld(order, news);
            case NoteStockShort news -> StockNews.noteStockShort(order, news);
            case NoteStockCommitted news -> StockNews.noteStockCommitted(order, news);
            case NoteStockReleased news -> StockNews.noteStockReleased(order, news);
            case NotePaymentAuthorized news -> PaymentNews.notePaymentAuthorized(order, news);
            case NotePaymentDeclined news -> PaymentNews.notePaymentDeclined(order, news);
            case NotePaymentFailed news -> PaymentNews.notePaymentFailed(order, news);
            case NotePaymentUnknown news -> PaymentNews.notePaymentUnknown(order, news);
        };
    }

    @Override
    public Order evolve(Order order, OrderEvent event) {
        return OrderEvolution.evolve(order, event);
    }

    private static Decision<OrderEvent, OrderRefusal> place(Order order, PlaceOrder place) {
        return switch (order) {
            case Unplaced _ -> start(place);
            case Known was when was.facts().what().equals(place.what()) -> alreadySo("this order exists already");
            case Known _ -> refuse(new OrderAlreadyExists(place.order()));
        };
    }

    private static Decision<OrderEvent, OrderRefusal> retryPayment(Order order, RetryPayment retry) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(retry.order()));
            case Unpaid was -> accept(retried(was.facts(), retry));
            case AwaitingStock was -> refuse(illegal(was));
            case AwaitingPayment was -> refuse(illegal(was));
            case Placed was -> refuse(illegal(was));
            case Confirmed was -> refuse(illegal(was));
            case Cancelled was -> refuse(illegal(was));
        };
    }

    private static Decision<OrderEvent, OrderRefusal> confirm(Order order, Confirm confirm) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(confirm.order()));
            case Placed was
            when !was.facts().holds().isEmpty() ->
                refuse(new OrderOnHold(
                        confirm.order(),
                        was.facts().holds().stream().map(Hold::kind).toList()));
            case Placed _ -> accept(new OrderConfirmed(confirm.order(), confirm.at()));
            case Confirmed _ -> alreadySo("the order is confirmed already");
            case AwaitingStock was -> refuse(illegal(was));
            case AwaitingPayment was -> refuse(illegal(was));
            case Unpaid was -> refuse(illegal(was));
            case Cancelled was -> refuse(illegal(was));
        };
    }

    private static Decision<OrderEvent, OrderRefusal> start(PlaceOrder place) {
        Money expected = place.expectedTotal();
        Money total = place.what().total();
        if (expected != null && !expected.equals(total)) {
            return refuse(new TotalMismatch(place.order(), expected, total));
        }
        return place.stockUnverified() ? accept(created(place), unverified(place)) : accept(created(place));
    }

    private static OrderCreated created(PlaceOrder place) {
        return new OrderCreated(
                place.order(), place.what(), FIRST_ATTEMPT, place.deadline(), place.stockUnverified(), place.at());
    }

    private static HoldAdded unverified(PlaceOrder place) {
        return new HoldAdded(
                place.order(), Hold.Kind.STOCK_UNVERIFIED, "the stock could not be checked beforehand", place.at());
    }

    private static PaymentRetried retried(OrderFacts facts, RetryPayment retry) {
        return new PaymentRetried(
                facts.id(),
                facts.attempt() + 1,
                facts.what().lines(),
                facts.what().total(),
                retry.payment(),
                retry.deadline(),
                retry.at());
    }

    private static IllegalTransition illegal(Known order) {
        return new IllegalTransition(order.facts().id(), OrderStatus.of(order), OrderAction.of(order));
    }

    /** Whether the news is about another run of the saga than the one the order is in. */
    static boolean isOfAnotherAttempt(Known order, News news) {
        return order.facts().attempt() != news.attempt();
    }

    /** The reason why news of another run of the saga changes nothing. */
    static Decision<OrderEvent, OrderRefusal> ofAnotherAttempt(Known order, News news) {
        return alreadySo("news of attempt " + news.attempt() + "; the order is in attempt "
                + order.facts().attempt());
    }

    /** What the saga's answer settles, then what follows from the answer. */
    static List<OrderEvent> settling(OrderFacts facts, String answer, Instant at) {
        List<OrderEvent> events = new ArrayList<>();
        for (Hold hold : facts.holds()) {
            switch (hold.kind()) {
                case STOCK_UNVERIFIED, PAYMENT_UNKNOWN ->
                    events.add(new HoldRemoved(facts.id(), hold.kind(), answer, at));
                case OPERATOR -> {} // only the person who said stop takes it back
            }
        }
        return events;
    }
}
