package waybill.order.domain.rules;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.RefundId;
import waybill.order.domain.FulfilmentCommand.BeginRefund;
import waybill.order.domain.FulfilmentCommand.ChaseRefund;
import waybill.order.domain.FulfilmentCommand.NoteRefundFailed;
import waybill.order.domain.FulfilmentCommand.NoteRefunded;
import waybill.order.domain.FulfilmentCommand.NoteShipmentPaid;
import waybill.order.domain.FulfilmentEvent.RefundBegun;
import waybill.order.domain.FulfilmentEvent.RefundChased;
import waybill.order.domain.FulfilmentEvent.RefundFailed;
import waybill.order.domain.FulfilmentEvent.RefundSettled;
import waybill.order.domain.Order;
import waybill.order.domain.Order.Known;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderRefusal.OverRefund;
import waybill.order.domain.OrderRefusal.TooManyPieces;
import waybill.order.domain.OrderRefusal.UnknownRefund;
import waybill.order.domain.fulfilment.Fulfilment;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Quantities;
import waybill.order.domain.fulfilment.Refund;
import waybill.order.domain.fulfilment.Shipment;

/** How captured money goes back: never more than was captured, and never more pieces than have shipped. */
public final class Refunding {
    private static final String ORDER = "order";

    /** Who asks a second time is waiting; payment is asked again about now, and if it is away still, as always. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private Refunding() {}

    /**
     * Some of the captured money is to go back. What failed because nobody could be asked begins once more, under its
     * own name and with its own amount: if it has been done after all, payment knows it by that name.
     */
    public static Decision<OrderEvent, OrderRefusal> begin(Known order, BeginRefund begin) {
        OrderFacts facts = order.facts();
        Fulfilment ledger = facts.fulfilment();
        Optional<Refund> before = ledger.refund(begin.refund());
        if (before.isPresent() && !before.get().mayBeTriedAgain()) {
            return alreadySo("this refund has begun before");
        }
        Money refundable = ledger.refundable(facts.what().currency());
        if (order instanceof Order.Confirmed && refundable.isZero()) {
            return refuse(OrderDecider.illegal(order));
        }
        List<OrderRefusal.Excess> excess = Pieces.excess(facts, begin.lines(), Quantities::refundable);
        if (!excess.isEmpty()) {
            return refuse(new TooManyPieces(facts.id(), excess));
        }
        List<Portion> portions = Pieces.of(facts, begin.lines());
        Money most = portions.isEmpty() ? refundable : least(refundable, Pieces.price(facts, portions));
        Money amount = before.map(Refund::amount).orElseGet(() -> amount(facts, begin, portions, refundable));
        if (amount.compareTo(most) > 0 || (amount.isZero() && portions.isEmpty())) {
            return refuse(new OverRefund(facts.id(), amount, most));
        }
        Instant deadline = before.isEmpty()
                ? begin.deadline()
                : soonest(begin.deadline(), begin.at().plus(AGAIN));
        RefundBegun begun = begun(order, begin, portions, amount, deadline);
        return amount.isZero() ? accept(begun, settled(order, begin.refund(), amount, begin.at())) : accept(begun);
    }

    /** Nobody has answered about the refund, if it really is time. */
    public static Decision<OrderEvent, OrderRefusal> chase(Known order, ChaseRefund due) {
        Optional<Refund> known = order.facts().fulfilment().refund(due.refund());
        if (known.isEmpty()) {
            return refuse(new UnknownRefund(due.order(), due.refund()));
        }
        return switch (known.get().state()) {
            case Refund.Pending(Instant deadline)
            when due.at().isBefore(deadline) -> alreadySo("payment has time until " + deadline);
            case Refund.Pending _ -> accept(chased(order, known.get(), due.next(), due.at()));
            case Refund.Settled _, Refund.Failed _ -> alreadySo("this refund is not under way");
        };
    }

    /**
     * The customer has the money, even if that was a no before, or others have begun for the same money since: they are
     * for payment to refuse.
     */
    public static Decision<OrderEvent, OrderRefusal> noteRefunded(Known order, NoteRefunded news) {
        OrderFacts facts = order.facts();
        Optional<Refund> known = facts.fulfilment().refund(news.refund());
        if (known.isEmpty()) {
            return refuse(new UnknownRefund(news.order(), news.refund()));
        }
        Refund refund = known.get();
        if (refund.isSettled()) {
            return alreadySo("this money is known to be back");
        }
        return refund.amount().compareTo(facts.fulfilment().kept(facts.what().currency())) > 0
                ? alreadySo("more than was captured cannot have gone back")
                : accept(settled(order, refund.id(), refund.amount(), news.at()));
    }

    /** The money has not gone back. */
    public static Decision<OrderEvent, OrderRefusal> noteFailed(Known order, NoteRefundFailed news) {
        Fulfilment ledger = order.facts().fulfilment();
        Optional<Refund> known = ledger.refund(news.refund());
        if (known.isEmpty()) {
            return refuse(new UnknownRefund(news.order(), news.refund()));
        }
        return switch (known.get().state()) {
            case Refund.Settled _ -> alreadySo("the customer has this money");
            case Refund.Failed _ -> alreadySo("this refund is known to have failed");
            // Nobody keeps what was taken for goods that did not ship, and who asks twice means it: the deadline asks.
            case Refund.Pending _
            when news.retryable() && (known.get().again() || ledger.isInVain(known.get())) ->
                alreadySo("this money must go back, and is asked for again");
            case Refund.Pending _ ->
                accept(new RefundFailed(
                        news.order(),
                        order.facts().attempt(),
                        news.refund(),
                        Shipping.payment(order),
                        news.reason(),
                        news.retryable(),
                        news.at()));
        };
    }

    /** The money of an abandoned shipment goes back under a name of its own, due at once. */
    static RefundBegun inVain(Known order, NoteShipmentPaid news) {
        OrderFacts facts = order.facts();
        return new RefundBegun(
                facts.id(),
                facts.attempt(),
                Shipment.refundInVain(news.shipment()),
                Shipping.payment(order),
                news.amount(),
                List.of(),
                facts.customer(),
                null,
                ORDER,
                news.at(),
                news.at());
    }

    static RefundChased chased(Known order, Refund pending, Instant deadline, Instant at) {
        return new RefundChased(
                order.facts().id(),
                order.facts().attempt(),
                pending.id(),
                Shipping.payment(order),
                pending.amount(),
                deadline,
                at);
    }

    private static Money amount(OrderFacts facts, BeginRefund begin, List<Portion> portions, Money refundable) {
        Money said = begin.amount();
        if (said != null) {
            return said;
        }
        return portions.isEmpty() ? refundable : Pieces.price(facts, portions);
    }

    private static Instant soonest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static RefundBegun begun(
            Known order, BeginRefund begin, List<Portion> portions, Money amount, Instant deadline) {
        return new RefundBegun(
                begin.order(),
                order.facts().attempt(),
                begin.refund(),
                Shipping.payment(order),
                amount,
                portions,
                order.facts().customer(),
                begin.reason(),
                begin.by(),
                deadline,
                begin.at());
    }

    private static RefundSettled settled(Known order, RefundId refund, Money amount, Instant at) {
        return new RefundSettled(
                order.facts().id(), order.facts().attempt(), refund, Shipping.payment(order), amount, at);
    }
}
