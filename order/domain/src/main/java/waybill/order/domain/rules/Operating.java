package waybill.order.domain.rules;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import waybill.kernel.Decision;
import waybill.order.domain.Hold;
import waybill.order.domain.Order;
import waybill.order.domain.Order.Known;
import waybill.order.domain.OrderCommand.AddHold;
import waybill.order.domain.OrderCommand.RecordOperatorAct;
import waybill.order.domain.OrderCommand.RemoveHold;
import waybill.order.domain.OrderCommand.RetrySaga;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderEvent.AnswerWanted;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OperatorActed;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.Party;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderRefusal.HoldSettlesItself;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.Remark;

/** What operators do: stop an order, let it go on, have an answer asked for again. */
public final class Operating {
    private static final String BY_PERSON = "OPERATOR";
    private static final String RETRY_SAGA = "RETRY_SAGA";

    private Operating() {}

    /** An operator stops the order, once. */
    public static Decision<OrderEvent, OrderRefusal> addHold(Known order, AddHold add) {
        OrderFacts facts = order.facts();
        return facts.isHeld(Hold.Kind.OPERATOR)
                ? alreadySo("an operator has stopped the order already")
                : accept(new HoldAdded(
                        facts.id(), Hold.Kind.OPERATOR, BY_PERSON, add.note(), facts.customer(), add.by(), add.at()));
    }

    /** An operator lets the order go on; if only that kept it from confirming itself, it confirms itself now. */
    public static Decision<OrderEvent, OrderRefusal> removeHold(Known order, RemoveHold remove) {
        OrderFacts facts = order.facts();
        if (!facts.isHeld(remove.kind())) {
            return alreadySo("the order is not on this hold");
        }
        return switch (remove.kind()) {
            case STOCK_UNVERIFIED, PAYMENT_UNKNOWN -> refuse(new HoldSettlesItself(facts.id(), remove.kind()));
            case OPERATOR -> acceptAll(removed(order, remove));
        };
    }

    /** The answer that the order waits for is asked for again. */
    public static Decision<OrderEvent, OrderRefusal> retrySaga(Known order, RetrySaga retry) {
        if (isRecorded(order.facts(), retry.at())) {
            return alreadySo("this was done already");
        }
        List<OrderEvent> events = new ArrayList<>();
        events.add(acted(order.facts(), new Act(RETRY_SAGA, retry.note(), retry.by(), retry.at())));
        events.addAll(asking(order, retry));
        return events.size() == 1 ? alreadySo("the order waits for nobody's answer") : acceptAll(events);
    }

    /** What an operator did is found in the history. */
    public static Decision<OrderEvent, OrderRefusal> record(Known order, RecordOperatorAct act) {
        return isRecorded(order.facts(), act.at())
                ? alreadySo("this was recorded already")
                : accept(acted(order.facts(), new Act(act.action(), act.note(), act.by(), act.at())));
    }

    private record Act(String action, Remark note, String by, Instant at) {}

    private static OperatorActed acted(OrderFacts facts, Act act) {
        return new OperatorActed(facts.id(), facts.customer(), act.action(), act.note(), act.by(), act.at());
    }

    /** Nobody acts twice in one instant: the same command heard again is the same act. */
    private static boolean isRecorded(OrderFacts facts, Instant at) {
        return facts.log().entries().stream()
                .anyMatch(entry ->
                        entry.mark() == Mark.OPERATOR_ACTED && entry.at().equals(at));
    }

    private static List<OrderEvent> removed(Known order, RemoveHold remove) {
        OrderFacts facts = order.facts();
        List<OrderEvent> events = new ArrayList<>();
        events.add(new HoldRemoved(
                facts.id(), remove.kind(), BY_PERSON, remove.note(), facts.customer(), remove.by(), remove.at()));
        boolean nothingElseStopsIt = facts.holds().size() == 1;
        if (order instanceof Order.Placed && nothingElseStopsIt && Placing.confirmsItself(facts)) {
            events.add(new OrderConfirmed(facts.id(), remove.at()));
        }
        return events;
    }

    private static List<OrderEvent> asking(Known order, RetrySaga retry) {
        return switch (order) {
            case Order.AwaitingStock was -> List.of(wanted(was, Party.INVENTORY, until(was, retry), retry.at()));
            case Order.AwaitingStockAgain was -> List.of(wanted(was, Party.INVENTORY, until(was, retry), retry.at()));
            case Order.AwaitingPayment was -> List.of(wanted(was, Party.PAYMENT, until(was, retry), retry.at()));
            case Order.Cancelling was -> List.of(Closing.again(was, retry.deadline(), retry.at()));
            case Order.Placed _, Order.Confirmed _, Order.PartiallyShipped _, Order.Shipped _, Order.Delivered _ ->
                askingOfPaid(order, retry);
            case Order.Unpaid _, Order.Cancelled _ -> List.of();
        };
    }

    private static List<OrderEvent> askingOfPaid(Known order, RetrySaga retry) {
        OrderFacts facts = order.facts();
        List<OrderEvent> events = new ArrayList<>();
        if (!facts.has(Mark.STOCK_COMMITTED)) {
            events.add(wanted(order, Party.INVENTORY, retry.deadline(), retry.at()));
        }
        facts.fulfilment()
                .pendingShipment()
                .ifPresent(it -> events.add(Shipping.chased(order, it, retry.deadline(), retry.at())));
        facts.fulfilment().refunds().stream()
                .filter(it -> it.isPending())
                .forEach(it -> events.add(Refunding.chased(order, it, retry.deadline(), retry.at())));
        return events;
    }

    /** The saga is given more time, never less. */
    private static Instant until(Order.Pending order, RetrySaga retry) {
        return retry.deadline().isAfter(order.deadline()) ? retry.deadline() : order.deadline();
    }

    private static AnswerWanted wanted(Known order, Party from, Instant deadline, Instant at) {
        OrderFacts facts = order.facts();
        return new AnswerWanted(
                facts.id(),
                facts.attempt(),
                from,
                facts.what().lines(),
                facts.what().total(),
                facts.payment(),
                deadline,
                at);
    }
}
