package waybill.order.domain.rules;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.order.domain.FulfilmentCommand.BeginShipment;
import waybill.order.domain.FulfilmentCommand.ChaseShipment;
import waybill.order.domain.FulfilmentCommand.Deliver;
import waybill.order.domain.FulfilmentCommand.NoteShipmentPaid;
import waybill.order.domain.FulfilmentCommand.NoteShipmentUnpaid;
import waybill.order.domain.FulfilmentCommand.NoteStockConsumed;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.FulfilmentEvent.OrderDelivered;
import waybill.order.domain.FulfilmentEvent.OrderPartiallyShipped;
import waybill.order.domain.FulfilmentEvent.OrderShipped;
import waybill.order.domain.FulfilmentEvent.ShipmentAbandoned;
import waybill.order.domain.FulfilmentEvent.ShipmentBegun;
import waybill.order.domain.FulfilmentEvent.ShipmentChased;
import waybill.order.domain.FulfilmentEvent.ShipmentPaidInVain;
import waybill.order.domain.FulfilmentEvent.StockConsumed;
import waybill.order.domain.Order;
import waybill.order.domain.Order.Known;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderRefusal.ShipmentPending;
import waybill.order.domain.OrderRefusal.StockNotCommitted;
import waybill.order.domain.OrderRefusal.TooManyPieces;
import waybill.order.domain.OrderRefusal.UnknownShipment;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.fulfilment.Fulfilment;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Quantities;
import waybill.order.domain.fulfilment.Shipment;

/** How an order ships: the money of exactly what ships is captured first, then it ships. */
public final class Shipping {
    private static final String PAYMENT = "payment";

    private Shipping() {}

    /** Some of the open pieces are to ship; one shipment at a time. */
    public static Decision<OrderEvent, OrderRefusal> begin(Known order, BeginShipment begin) {
        Fulfilment ledger = order.facts().fulfilment();
        if (ledger.shipment(begin.shipment()).isPresent()) {
            return alreadySo("this shipment has begun before");
        }
        Optional<OrderRefusal> obstacle = obstacle(order);
        if (obstacle.isPresent()) {
            return refuse(obstacle.get());
        }
        List<Portion> wanted = begin.lines().isEmpty()
                ? ledger.open(order.facts().what().lines())
                : Pieces.of(order.facts(), begin.lines());
        List<OrderRefusal.Excess> excess = Pieces.excess(order.facts(), begin.lines(), Quantities::open);
        if (!excess.isEmpty()) {
            return refuse(new TooManyPieces(begin.order(), excess));
        }
        ShipmentBegun begun = begun(order, begin, wanted);
        return begun.amount().isZero() ? accept(begun, shippedFree(order, begun)) : accept(begun);
    }

    /** Nobody has answered about the capture, if it really is time. */
    public static Decision<OrderEvent, OrderRefusal> chase(Known order, ChaseShipment due) {
        Optional<Shipment> pending = order.facts().fulfilment().pendingShipment();
        if (pending.isEmpty()) {
            return alreadySo("no shipment is under way");
        }
        return pending.get().state() instanceof Shipment.Pending(Instant deadline)
                        && due.at().isBefore(deadline)
                ? alreadySo("payment has time until " + deadline)
                : accept(chased(order, pending.get(), due.next(), due.at()));
    }

    /** The money is there: it ships, if the goods are. Money for what does not ship goes back. */
    public static Decision<OrderEvent, OrderRefusal> notePaid(Known order, NoteShipmentPaid news) {
        Optional<Shipment> known = order.facts().fulfilment().shipment(news.shipment());
        if (known.isEmpty()) {
            return refuse(new UnknownShipment(news.order(), news.shipment()));
        }
        Shipment shipment = known.get();
        return switch (shipment.state()) {
            case Shipment.Shipped _ -> alreadySo("this shipment has shipped");
            case Shipment.Pending _
            when order.facts().has(Mark.STOCK_RELEASED) -> acceptAll(paidWithoutGoods(order, news));
            case Shipment.Pending _ -> acceptAll(paid(order, shipment, news));
            case Shipment.Abandoned was
            when was.takenInVain() != null -> alreadySo("the money of this shipment goes back already");
            case Shipment.Abandoned _ -> acceptAll(paidInVain(order, news));
        };
    }

    /** The money is not there: nothing ships. */
    public static Decision<OrderEvent, OrderRefusal> noteUnpaid(Known order, NoteShipmentUnpaid news) {
        Optional<Shipment> known = order.facts().fulfilment().shipment(news.shipment());
        if (known.isEmpty()) {
            return refuse(new UnknownShipment(news.order(), news.shipment()));
        }
        return switch (known.get().state()) {
            case Shipment.Shipped _ -> alreadySo("what has shipped has shipped");
            case Shipment.Abandoned _ -> alreadySo("this shipment is abandoned already");
            case Shipment.Pending _ -> acceptAll(abandoned(order, news));
        };
    }

    /** If the goods were let go meanwhile, or money was taken in vain before, nothing more can ship. */
    private static List<OrderEvent> abandoned(Known order, NoteShipmentUnpaid news) {
        ShipmentAbandoned abandoned = new ShipmentAbandoned(
                news.order(), order.facts().attempt(), news.shipment(), news.reason(), news.retryable(), news.at());
        if (order.facts().has(Mark.STOCK_RELEASED)) {
            return Closing.withOpen(abandoned, order, StockNews.outOfStock(news.at(), news.at()));
        }
        return isTakenInVain(order) ? Closing.withOpen(abandoned, order, unpayable(news.at())) : List.of(abandoned);
    }

    /** Inventory's books agree that it shipped. */
    public static Decision<OrderEvent, OrderRefusal> noteConsumed(Known order, NoteStockConsumed news) {
        Optional<Shipment> known = order.facts().fulfilment().shipment(news.shipment());
        if (known.isEmpty()) {
            return refuse(new UnknownShipment(news.order(), news.shipment()));
        }
        return switch (known.get().state()) {
            case Shipment.Shipped was
            when was.consumed() != Shipment.Consumed.NOT_YET -> alreadySo("the goods are known to be consumed");
            case Shipment.Shipped _ ->
                accept(new StockConsumed(
                        news.order(), news.attempt(), news.reservation(), news.shipment(), news.items(), news.at()));
            case Shipment.Pending _, Shipment.Abandoned _ -> alreadySo("this shipment has not shipped");
        };
    }

    /** The customer has the goods. */
    public static Decision<OrderEvent, OrderRefusal> deliver(Known order, Deliver deliver) {
        return accept(new OrderDelivered(order.facts().id(), deliver.at()));
    }

    static ShipmentChased chased(Known order, Shipment pending, Instant deadline, Instant at) {
        return new ShipmentChased(
                order.facts().id(),
                order.facts().attempt(),
                pending.id(),
                payment(order),
                pending.amount(),
                deadline,
                at);
    }

    static PaymentId payment(Known order) {
        return Order.payment(order)
                .orElseThrow(() -> new IllegalStateException("the table lets no unpaid order come here"));
    }

    private static Optional<OrderRefusal> obstacle(Known order) {
        OrderFacts facts = order.facts();
        if (order instanceof Order.Shipped || order instanceof Order.Delivered) {
            return Optional.of(OrderDecider.illegal(order));
        }
        if (!facts.holds().isEmpty()) {
            return Optional.of(Placing.onHold(order));
        }
        Optional<Shipment> pending = facts.fulfilment().pendingShipment();
        if (pending.isPresent()) {
            return Optional.of(new ShipmentPending(facts.id(), pending.get().id()));
        }
        // Goods that somebody took back are not waited for.
        if (facts.has(Mark.STOCK_RELEASED)) {
            return Optional.of(OrderDecider.illegal(order));
        }
        return facts.has(Mark.STOCK_COMMITTED) ? Optional.empty() : Optional.of(new StockNotCommitted(facts.id()));
    }

    private static ShipmentBegun begun(Known order, BeginShipment begin, List<Portion> wanted) {
        return new ShipmentBegun(
                begin.order(),
                order.facts().attempt(),
                begin.shipment(),
                payment(order),
                wanted,
                Pieces.price(order.facts(), wanted),
                begin.carrier(),
                begin.trackingNumber(),
                begin.deadline(),
                begin.at());
    }

    private static FulfilmentEvent shippedFree(Known order, ShipmentBegun begun) {
        Shipment shipment = FulfilmentEvolution.pending(begun);
        return shipped(after(order, begun), shipment, begun.amount(), begun.at());
    }

    private static Known after(Known order, FulfilmentEvent event) {
        return FulfilmentEvolution.evolve(order, event) instanceof Known known ? known : order;
    }

    /** What is pending counts as gone: if nothing else is open, all has shipped. */
    private static FulfilmentEvent shipped(Known order, Shipment shipment, Money amount, Instant at) {
        OrderFacts facts = order.facts();
        if (facts.fulfilment().open(facts.what().lines()).isEmpty()) {
            return new OrderShipped(
                    facts.id(),
                    facts.attempt(),
                    shipment.id(),
                    payment(order),
                    shipment.portions(),
                    amount,
                    shipment.carrier(),
                    shipment.trackingNumber(),
                    at);
        }
        return new OrderPartiallyShipped(
                facts.id(),
                facts.attempt(),
                shipment.id(),
                payment(order),
                shipment.portions(),
                amount,
                shipment.carrier(),
                shipment.trackingNumber(),
                at);
    }

    /** It ships; what else is open can only follow if no money was taken in vain before. */
    private static List<OrderEvent> paid(Known order, Shipment shipment, NoteShipmentPaid news) {
        FulfilmentEvent shipped = shipped(order, shipment, news.amount(), news.at());
        return isTakenInVain(order) ? Closing.withOpen(shipped, order, unpayable(news.at())) : List.of(shipped);
    }

    /** Somebody let the goods go while payment was asked: nothing ships, for somebody else may have them by now. */
    private static List<OrderEvent> paidWithoutGoods(Known order, NoteShipmentPaid news) {
        ShipmentAbandoned abandoned = new ShipmentAbandoned(
                news.order(), order.facts().attempt(), news.shipment(), Order.Failure.STOCK_RELEASED, false, news.at());
        List<OrderEvent> events = new ArrayList<>();
        events.add(abandoned);
        events.addAll(endedInVain(after(order, abandoned), news, StockNews.outOfStock(news.at(), news.at())));
        return events;
    }

    /** Nobody pays for what did not ship. What was captured cannot be captured again: what is open cannot be paid. */
    private static List<OrderEvent> paidInVain(Known order, NoteShipmentPaid news) {
        if (order instanceof Order.Cancelled) {
            OrderFacts facts = order.facts();
            return List.of(
                    takenInVain(order, news),
                    new PaymentReturnRequested(facts.id(), facts.attempt(), payment(order), news.amount(), news.at()));
        }
        return order.facts().fulfilment().pendingShipment().isPresent()
                ? List.of(takenInVain(order, news), Refunding.inVain(order, news))
                : endedInVain(order, news, unpayable(news.at()));
    }

    /** Payment gives back all it took when it closes an order; of one that has shipped, this much is asked back. */
    private static List<OrderEvent> endedInVain(Known order, NoteShipmentPaid news, Closing.Wish wish) {
        List<OrderEvent> events = new ArrayList<>(Closing.withOpen(takenInVain(order, news), order, wish));
        if (!(order instanceof Order.Confirmed)) {
            events.add(1, Refunding.inVain(order, news));
        }
        return events;
    }

    private static ShipmentPaidInVain takenInVain(Known order, NoteShipmentPaid news) {
        OrderFacts facts = order.facts();
        return new ShipmentPaidInVain(
                facts.id(), facts.attempt(), news.shipment(), payment(order), news.amount(), news.at());
    }

    private static boolean isTakenInVain(Known order) {
        OrderFacts facts = order.facts();
        return !facts.fulfilment().capturedInVain(facts.what().currency()).isZero();
    }

    private static Closing.Wish unpayable(Instant at) {
        return new Closing.Wish(Order.CancelReason.PAYMENT_FAILED, null, PAYMENT, at, at);
    }
}
