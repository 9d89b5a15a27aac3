package waybill.order.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;
import static waybill.order.domain.OrderDecider.isOfAnotherAttempt;
import static waybill.order.domain.OrderDecider.ofAnotherAttempt;

import java.time.Instant;
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
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.NotePaymentDeclined;
import waybill.order.domain.OrderCommand.NotePaymentFailed;
import waybill.order.domain.OrderCommand.NotePaymentUnknown;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.OrderPlaced;
import waybill.order.domain.OrderEvent.PaymentAuthorized;
import waybill.order.domain.OrderEvent.PaymentDeclined;
import waybill.order.domain.OrderEvent.PaymentFailed;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.PaymentUnknown;
import waybill.order.domain.OrderRefusal.UnknownOrder;
import waybill.order.domain.OrderSaga.Mark;

/** What an order makes of payment's news. Money is taken once, in full, or given back. */
final class PaymentNews {
    private static final String AMOUNT_MISMATCH = "AMOUNT_MISMATCH";
    private static final String STOCK_RELEASED = "STOCK_RELEASED";
    private static final String GIVEN_BACK = "this payment was asked to be given back";
    private static final String PAID_BY_IT = "the order is paid by this payment";

    private PaymentNews() {}

    static Decision<OrderEvent, OrderRefusal> notePaymentAuthorized(Order order, NotePaymentAuthorized paid) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(paid.order()));
            case Known was when was.facts().hasReturned(paid.payment()) -> alreadySo(GIVEN_BACK);
            case Placed was when was.payment().equals(paid.payment()) -> alreadySo(PAID_BY_IT);
            case Confirmed was when was.payment().equals(paid.payment()) -> alreadySo(PAID_BY_IT);
            case Known was when isOfAnotherAttempt(was, paid) -> accept(giveBack(paid));
            // Payment only asks for what inventory holds, so this may overtake inventory's news and still be right.
            case AwaitingStock was -> acceptAll(paid(was.facts(), paid, was.deadline()));
            case AwaitingPayment was -> acceptAll(paid(was.facts(), paid, was.deadline()));
            // A second payment: nobody pays twice.
            case Placed _, Confirmed _ -> accept(giveBack(paid));
            // The money arrived after the end: give it back, never drop it.
            case Unpaid _, Cancelled _ -> accept(giveBack(paid));
        };
    }

    static Decision<OrderEvent, OrderRefusal> notePaymentDeclined(Order order, NotePaymentDeclined news) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(news.order()));
            case Known was when isOfAnotherAttempt(was, news) -> ofAnotherAttempt(was, news);
            case AwaitingStock was -> acceptAll(declined(was.facts(), news));
            case AwaitingPayment was -> acceptAll(declined(was.facts(), news));
            case Placed _, Confirmed _, Unpaid _, Cancelled _ -> noLongerAwaited();
        };
    }

    static Decision<OrderEvent, OrderRefusal> notePaymentFailed(Order order, NotePaymentFailed news) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(news.order()));
            case Known was when isOfAnotherAttempt(was, news) -> ofAnotherAttempt(was, news);
            case AwaitingStock was -> acceptAll(failed(was.facts(), news));
            case AwaitingPayment was -> acceptAll(failed(was.facts(), news));
            case Placed _, Confirmed _, Unpaid _, Cancelled _ -> noLongerAwaited();
        };
    }

    static Decision<OrderEvent, OrderRefusal> notePaymentUnknown(Order order, NotePaymentUnknown news) {
        return switch (order) {
            case Unplaced _ -> refuse(new UnknownOrder(news.order()));
            case Known was when isOfAnotherAttempt(was, news) -> ofAnotherAttempt(was, news);
            case Known was
            when was.facts().isHeld(Hold.Kind.PAYMENT_UNKNOWN) -> alreadySo("the payment is known to be unknown");
            case AwaitingStock _, AwaitingPayment _ ->
                accept(
                        new PaymentUnknown(news.order(), news.attempt(), news.payment(), news.at()),
                        new HoldAdded(news.order(), Hold.Kind.PAYMENT_UNKNOWN, "the gateway did not say", news.at()));
            case Placed _, Confirmed _, Unpaid _, Cancelled _ -> noLongerAwaited();
        };
    }

    private static List<OrderEvent> paid(OrderFacts facts, NotePaymentAuthorized paid, Instant deadline) {
        if (!facts.what().total().equals(paid.amount())) {
            return paidInVain(facts, paid, AMOUNT_MISMATCH, deadline);
        }
        // Somebody let the goods go while the money was on its way: nothing is placed that is not held.
        return facts.has(Mark.STOCK_RELEASED) ? paidInVain(facts, paid, STOCK_RELEASED, deadline) : placed(facts, paid);
    }

    private static List<OrderEvent> placed(OrderFacts facts, NotePaymentAuthorized paid) {
        List<OrderEvent> events = OrderDecider.settling(facts, "authorized", paid.at());
        boolean isStopped = events.size() < facts.holds().size();
        events.addFirst(new PaymentAuthorized(paid.order(), paid.attempt(), paid.payment(), paid.amount(), paid.at()));
        events.add(new OrderPlaced(paid.order(), paid.attempt(), paid.payment(), paid.amount(), paid.at()));
        switch (facts.what().confirmation()) {
            case AUTO -> {
                if (!isStopped) {
                    events.add(new OrderConfirmed(paid.order(), paid.at()));
                }
            }
            case MANUAL -> {} // a person does it
        }
        return events;
    }

    /** Money that cannot place the order is given back; the customer may pay again while the saga had time. */
    private static List<OrderEvent> paidInVain(
            OrderFacts facts, NotePaymentAuthorized paid, String reason, Instant payableUntil) {
        List<OrderEvent> events = OrderDecider.settling(facts, "authorized", paid.at());
        events.addFirst(giveBack(paid));
        events.add(new OrderPaymentFailed(
                paid.order(), paid.attempt(), paid.payment(), reason, false, payableUntil, paid.at()));
        return events;
    }

    private static List<OrderEvent> declined(OrderFacts facts, NotePaymentDeclined news) {
        List<OrderEvent> events = OrderDecider.settling(facts, "declined", news.at());
        events.addFirst(new PaymentDeclined(news.order(), news.attempt(), news.payment(), news.reason(), news.at()));
        events.add(new OrderPaymentFailed(
                news.order(), news.attempt(), news.payment(), news.reason(), false, news.payableUntil(), news.at()));
        return events;
    }

    private static List<OrderEvent> failed(OrderFacts facts, NotePaymentFailed news) {
        List<OrderEvent> events = OrderDecider.settling(facts, "failed", news.at());
        events.addFirst(new PaymentFailed(news.order(), news.attempt(), news.payment(), news.reason(), news.at()));
        events.add(new OrderPaymentFailed(
                news.order(), news.attempt(), news.payment(), news.reason(), true, news.payableUntil(), news.at()));
        return events;
    }

    private static PaymentReturnRequested giveBack(NotePaymentAuthorized paid) {
        return new PaymentReturnRequested(paid.order(), paid.attempt(), paid.payment(), paid.amount(), paid.at());
    }

    private static Decision<OrderEvent, OrderRefusal> noLongerAwaited() {
        return alreadySo("the order no longer waits for its payment");
    }
}
