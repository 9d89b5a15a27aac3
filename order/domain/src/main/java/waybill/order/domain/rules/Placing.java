package waybill.order.domain.rules;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.order.domain.Hold;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderCommand.ChangeAddress;
import waybill.order.domain.OrderCommand.Confirm;
import waybill.order.domain.OrderCommand.PlaceOrder;
import waybill.order.domain.OrderCommand.RetryPayment;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.OrderCreated;
import waybill.order.domain.OrderEvent.OrderPlaced;
import waybill.order.domain.OrderEvent.PaymentRetried;
import waybill.order.domain.OrderEvent.ShippingAddressChanged;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderRefusal.OrderAlreadyExists;
import waybill.order.domain.OrderRefusal.OrderOnHold;
import waybill.order.domain.OrderRefusal.TotalMismatch;
import waybill.order.domain.OrderRefusal.UnknownOrder;

/** How an order comes to be placed and confirmed. */
public final class Placing {
    private static final int FIRST_ATTEMPT = 1;

    private Placing() {}

    /** The first command of an order; the table lets only one kind come here. */
    public static Decision<OrderEvent, OrderRefusal> start(OrderCommand command) {
        return command instanceof PlaceOrder place ? place(place) : refuse(new UnknownOrder(command.order()));
    }

    /** A repeat, or another order under the same name. */
    public static Decision<OrderEvent, OrderRefusal> placeAgain(Order.Known order, PlaceOrder place) {
        return order.facts().what().equals(place.what())
                ? alreadySo("this order exists already")
                : refuse(new OrderAlreadyExists(place.order()));
    }

    /** The saga runs again from the reservation. */
    public static Decision<OrderEvent, OrderRefusal> retryPayment(Order.Known order, RetryPayment retry) {
        OrderFacts facts = order.facts();
        return accept(new PaymentRetried(
                facts.id(),
                facts.attempt() + 1,
                facts.what().lines(),
                facts.what().total(),
                retry.payment(),
                retry.deadline(),
                retry.at()));
    }

    /** A person confirms, unless something stops the order. */
    public static Decision<OrderEvent, OrderRefusal> confirm(Order.Known order, Confirm confirm) {
        return order.facts().holds().isEmpty()
                ? accept(new OrderConfirmed(confirm.order(), confirm.at()))
                : refuse(onHold(order));
    }

    /** The goods go somewhere else, while they are not on their way yet. */
    public static Decision<OrderEvent, OrderRefusal> changeAddress(Order.Known order, ChangeAddress change) {
        OrderFacts facts = order.facts();
        if (facts.shippingAddress().equals(change.to())) {
            return alreadySo("the goods go there already");
        }
        if (facts.fulfilment().pendingShipment().isPresent()) {
            return refuse(OrderDecider.illegal(order));
        }
        return accept(new ShippingAddressChanged(
                facts.id(), facts.customer(), facts.shippingAddress(), change.to(), change.at()));
    }

    private static Decision<OrderEvent, OrderRefusal> place(PlaceOrder place) {
        Money expected = place.expectedTotal();
        Money total = place.what().total();
        if (expected != null && !expected.equals(total)) {
            return refuse(new TotalMismatch(place.order(), expected, total));
        }
        OrderCreated created = new OrderCreated(
                place.order(), place.what(), FIRST_ATTEMPT, place.deadline(), place.stockUnverified(), place.at());
        return place.stockUnverified() ? accept(created, unverified(place)) : accept(created);
    }

    private static HoldAdded unverified(PlaceOrder place) {
        return HoldAdded.bySaga(
                place.order(), Hold.Kind.STOCK_UNVERIFIED, "the stock could not be checked beforehand", place.at());
    }

    static OrderOnHold onHold(Order.Known order) {
        return new OrderOnHold(
                order.facts().id(),
                order.facts().holds().stream().map(Hold::kind).toList());
    }

    /** The order is placed on this payment, and confirms itself if it may. */
    static void placed(List<OrderEvent> events, OrderFacts facts, PaymentId payment, Instant at) {
        events.add(new OrderPlaced(
                facts.id(), facts.attempt(), payment, facts.what().total(), at));
        if (confirmsItself(facts) && !facts.isHeld(Hold.Kind.OPERATOR)) {
            events.add(new OrderConfirmed(facts.id(), at));
        }
    }

    static boolean confirmsItself(OrderFacts facts) {
        return switch (facts.what().confirmation()) {
            case AUTO -> true;
            case MANUAL -> false;
        };
    }

    /** What the saga's answer settles, then what follows from the answer. */
    static List<OrderEvent> settling(OrderFacts facts, String answer, Instant at) {
        List<OrderEvent> events = new ArrayList<>();
        for (Hold hold : facts.holds()) {
            switch (hold.kind()) {
                case STOCK_UNVERIFIED, PAYMENT_UNKNOWN ->
                    events.add(HoldRemoved.bySaga(facts.id(), hold.kind(), answer, at));
                case OPERATOR -> {} // only the person who said stop takes it back
            }
        }
        return events;
    }
}
