package waybill.order.domain.rules;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.alreadySo;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import waybill.kernel.Decision;
import waybill.order.domain.Hold;
import waybill.order.domain.Order;
import waybill.order.domain.Order.AwaitingPayment;
import waybill.order.domain.Order.AwaitingStock;
import waybill.order.domain.Order.AwaitingStockAgain;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.Order.Known;
import waybill.order.domain.OrderCommand.News;
import waybill.order.domain.OrderCommand.NoteStockCommitted;
import waybill.order.domain.OrderCommand.NoteStockExpired;
import waybill.order.domain.OrderCommand.NoteStockHeld;
import waybill.order.domain.OrderCommand.NoteStockReleased;
import waybill.order.domain.OrderCommand.NoteStockShort;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.StockCommitted;
import waybill.order.domain.OrderEvent.StockExpired;
import waybill.order.domain.OrderEvent.StockHeld;
import waybill.order.domain.OrderEvent.StockReleased;
import waybill.order.domain.OrderEvent.StockShort;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderSaga.Mark;

/** What an order makes of inventory's news. */
public final class StockNews {
    private static final String INVENTORY = "inventory";
    private static final Set<Mark> HOLDS = EnumSet.of(Mark.STOCK_HELD, Mark.STOCK_EXPIRED);
    private static final Set<Mark> COMMITMENTS = EnumSet.of(Mark.STOCK_COMMITTED, Mark.STOCK_RELEASED);

    private StockNews() {}

    /** The goods are held: of the first time, or again after the hold ran out. */
    public static Decision<OrderEvent, OrderRefusal> noteStockHeld(Known order, NoteStockHeld news) {
        OrderFacts facts = order.facts();
        if (isOfAnotherAttempt(order, news)) {
            return ofAnotherAttempt(order, news);
        }
        if (isOver(facts, news)) {
            return alreadySo("the time of this hold is over");
        }
        if (facts.has(Mark.STOCK_HELD) && !isExpired(facts.log(), facts.attempt())) {
            return alreadySo("the goods are known to be held");
        }
        return switch (order) {
            case AwaitingStock _
            when facts.isHeld(Hold.Kind.STOCK_UNVERIFIED) ->
                accept(held(news), HoldRemoved.bySaga(news.order(), Hold.Kind.STOCK_UNVERIFIED, "held", news.at()));
            case AwaitingStockAgain was -> acceptAll(heldAgain(was, news));
            case Known _ -> accept(held(news));
        };
    }

    /** There is too little: nothing was held, or nothing could be held again. */
    public static Decision<OrderEvent, OrderRefusal> noteStockShort(Known order, NoteStockShort news) {
        OrderFacts facts = order.facts();
        if (isOfAnotherAttempt(order, news)) {
            return ofAnotherAttempt(order, news);
        }
        return switch (order) {
            // Payment only asks for what inventory holds.
            case AwaitingStock _
            when facts.has(Mark.PAYMENT_UNKNOWN) -> alreadySo("payment was asked, so the goods were held");
            case AwaitingStock _ -> acceptAll(ended(facts, news));
            case Known _ when isCommitted(facts) -> alreadySo("the goods are committed already");
            case Known _
            when facts.fulfilment().pendingShipment().isPresent() -> alreadySo("a shipment of the order is under way");
            // The hold ran out before the commit, and the goods are gone (PRODUCT.md §3.5).
            case Known _ -> accept(isShort(news), Closing.requested(order, outOfStock(news.cancelBy(), news.at())));
        };
    }

    /** The goods are the order's for good. */
    public static Decision<OrderEvent, OrderRefusal> noteStockCommitted(Known order, NoteStockCommitted news) {
        if (isOfAnotherAttempt(order, news)) {
            return ofAnotherAttempt(order, news);
        }
        return order.facts().has(Mark.STOCK_COMMITTED)
                ? alreadySo("the goods are committed already")
                : accept(new StockCommitted(news.order(), news.attempt(), news.reservation(), news.at()));
    }

    /** Somebody let the goods go. A compensation is recorded in any state, of an older attempt too. */
    public static Decision<OrderEvent, OrderRefusal> noteStockReleased(Known order, NoteStockReleased news) {
        OrderFacts facts = order.facts();
        if (news.attempt() > facts.attempt()) {
            return ofAnotherAttempt(order, news);
        }
        if (facts.log().has(Mark.STOCK_RELEASED, news.attempt())) {
            return alreadySo("the goods are known to be released");
        }
        StockReleased released =
                new StockReleased(news.order(), news.attempt(), news.reservation(), news.reason(), news.at());
        if (news.attempt() < facts.attempt()) {
            return accept(released);
        }
        if (order instanceof AwaitingStockAgain was) {
            return acceptAll(paidInVain(was, released));
        }
        // Nothing stays placed whose goods were let go; a shipment under way is ended by payment's answer.
        return facts.fulfilment().pendingShipment().isPresent()
                ? accept(released)
                : acceptAll(Closing.withOpen(released, order, outOfStock(news.cancelBy(), news.at())));
    }

    /** The time of the hold was over; whether the goods are wanted again is decided when the money comes. */
    public static Decision<OrderEvent, OrderRefusal> noteStockExpired(Known order, NoteStockExpired news) {
        OrderFacts facts = order.facts();
        if (news.attempt() > facts.attempt()) {
            return ofAnotherAttempt(order, news);
        }
        boolean isOfTheSecondHold = order instanceof AwaitingPayment was
                && news.attempt() == facts.attempt()
                && was.reservation().equals(news.reservation())
                && !isExpired(facts.log(), facts.attempt());
        return facts.log().has(Mark.STOCK_EXPIRED, news.attempt()) && !isOfTheSecondHold
                ? alreadySo("the hold is known to have expired")
                : accept(new StockExpired(news.order(), news.attempt(), news.reservation(), news.at()));
    }

    /** Whether inventory has given the order its goods for good, and nobody has taken them back. */
    static boolean isCommitted(OrderFacts facts) {
        return facts.log()
                .last(facts.attempt(), COMMITMENTS)
                .filter(entry -> entry.mark() == Mark.STOCK_COMMITTED)
                .isPresent();
    }

    /** Whether the hold of this attempt ran out, and the goods are not held again. */
    static boolean isExpired(OrderSaga.Log log, int attempt) {
        return expiry(log, attempt).isPresent();
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

    private static Optional<OrderSaga.Entry> expiry(OrderSaga.Log log, int attempt) {
        return log.last(attempt, HOLDS).filter(entry -> entry.mark() == Mark.STOCK_EXPIRED);
    }

    /** A hold that ended before its end was heard of is the old one, however late the news of it comes. */
    private static boolean isOver(OrderFacts facts, NoteStockHeld news) {
        return expiry(facts.log(), facts.attempt())
                .filter(entry -> !news.expiresAt().isAfter(entry.at()))
                .isPresent();
    }

    private static StockHeld held(NoteStockHeld news) {
        return new StockHeld(news.order(), news.attempt(), news.reservation(), news.expiresAt(), news.at());
    }

    private static StockShort isShort(NoteStockShort news) {
        return new StockShort(news.order(), news.attempt(), news.shortages(), news.at());
    }

    static Closing.Wish outOfStock(Instant cancelBy, Instant at) {
        return new Closing.Wish(CancelReason.OUT_OF_STOCK, null, INVENTORY, cancelBy, at);
    }

    private static List<OrderEvent> heldAgain(AwaitingStockAgain order, NoteStockHeld news) {
        List<OrderEvent> events = Placing.settling(order.facts(), "held", news.at());
        events.addFirst(held(news));
        Placing.placed(events, order.facts(), order.payment(), news.at());
        return events;
    }

    private static List<OrderEvent> ended(OrderFacts facts, NoteStockShort news) {
        List<OrderEvent> events = Placing.settling(facts, "rejected", news.at());
        events.addFirst(isShort(news));
        events.add(Closing.cancelled(facts, outOfStock(news.cancelBy(), news.at())));
        return events;
    }

    private static List<OrderEvent> paidInVain(AwaitingStockAgain order, StockReleased released) {
        OrderFacts facts = order.facts();
        return List.of(
                released,
                new PaymentReturnRequested(
                        facts.id(),
                        facts.attempt(),
                        order.payment(),
                        facts.what().total(),
                        released.at()),
                new OrderPaymentFailed(
                        facts.id(),
                        facts.attempt(),
                        order.payment(),
                        Order.Failure.STOCK_RELEASED,
                        false,
                        order.deadline(),
                        released.at()));
    }
}
