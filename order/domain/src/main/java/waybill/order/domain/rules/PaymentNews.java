package waybill.order.domain.rules;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.alreadySo;
import static waybill.order.domain.rules.StockNews.isOfAnotherAttempt;
import static waybill.order.domain.rules.StockNews.ofAnotherAttempt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waybill.kernel.Decision;
import waybill.kernel.PaymentId;
import waybill.order.domain.Hold;
import waybill.order.domain.Order;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Cancelling;
import waybill.order.domain.Order.Failure;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Paid;
import waybill.order.domain.Order.Pending;
import waybill.order.domain.Order.Unpaid;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.NotePaymentDeclined;
import waybill.order.domain.OrderCommand.NotePaymentExpired;
import waybill.order.domain.OrderCommand.NotePaymentFailed;
import waybill.order.domain.OrderCommand.NotePaymentReturned;
import waybill.order.domain.OrderCommand.NotePaymentUnknown;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.PaymentAuthorized;
import waybill.order.domain.OrderEvent.PaymentDeclined;
import waybill.order.domain.OrderEvent.PaymentExpired;
import waybill.order.domain.OrderEvent.PaymentFailed;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.PaymentReturned;
import waybill.order.domain.OrderEvent.PaymentUnknown;
import waybill.order.domain.OrderEvent.StockWanted;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderSaga.Mark;

/** What an order makes of payment's news. Money is taken once, in full, or given back. */
public final class PaymentNews {
    private PaymentNews() {}

    /** The money is there: it places the order, or it is given back once. */
    public static Decision<OrderEvent, OrderRefusal> notePaymentAuthorized(Known order, NotePaymentAuthorized paid) {
        if (order.facts().hasReturned(paid.payment())) {
            return alreadySo("this payment was asked to be given back");
        }
        if (livesOn(order).filter(paid.payment()::equals).isPresent()) {
            return alreadySo("the order is known to be paid by this payment");
        }
        return switch (order) {
            case Cancelling was -> whileClosing(was, paid);
            case Known _ when isOfAnotherAttempt(order, paid) -> accept(giveBack(paid));
            // A second payment: nobody pays twice. AwaitingStockAgain is among these.
            case Paid _ -> accept(giveBack(paid));
            // Payment only asks for what inventory holds, so this may overtake inventory's news and still be right.
            case Pending was -> acceptAll(paid(was, paid));
            // The money arrived after the end: give it back, never drop it.
            case Unpaid _, Cancelled _ -> accept(giveBack(paid));
        };
    }

    /** The gateway said no. */
    public static Decision<OrderEvent, OrderRefusal> notePaymentDeclined(Known order, NotePaymentDeclined news) {
        if (isOfAnotherAttempt(order, news)) {
            return ofAnotherAttempt(order, news);
        }
        List<OrderEvent> events = Placing.settling(order.facts(), "declined", news.at());
        events.addFirst(new PaymentDeclined(news.order(), news.attempt(), news.payment(), news.reason(), news.at()));
        events.add(new OrderPaymentFailed(
                news.order(), news.attempt(), news.payment(), news.reason(), false, news.payableUntil(), news.at()));
        return acceptAll(events);
    }

    /** The gateway could not be asked. */
    public static Decision<OrderEvent, OrderRefusal> notePaymentFailed(Known order, NotePaymentFailed news) {
        if (isOfAnotherAttempt(order, news)) {
            return ofAnotherAttempt(order, news);
        }
        List<OrderEvent> events = Placing.settling(order.facts(), "failed", news.at());
        events.addFirst(new PaymentFailed(news.order(), news.attempt(), news.payment(), news.reason(), news.at()));
        events.add(new OrderPaymentFailed(
                news.order(), news.attempt(), news.payment(), news.reason(), true, news.payableUntil(), news.at()));
        return acceptAll(events);
    }

    /** The gateway did not say: the order goes on waiting. */
    public static Decision<OrderEvent, OrderRefusal> notePaymentUnknown(Known order, NotePaymentUnknown news) {
        if (isOfAnotherAttempt(order, news)) {
            return ofAnotherAttempt(order, news);
        }
        if (order.facts().isHeld(Hold.Kind.PAYMENT_UNKNOWN)) {
            return alreadySo("the payment is known to be unknown");
        }
        return accept(
                new PaymentUnknown(news.order(), news.attempt(), news.payment(), news.at()),
                HoldAdded.bySaga(news.order(), Hold.Kind.PAYMENT_UNKNOWN, "the gateway did not say", news.at()));
    }

    /** Money that was not to be kept is given back. */
    public static Decision<OrderEvent, OrderRefusal> notePaymentReturned(Known order, NotePaymentReturned news) {
        boolean isDone = order.facts().returns().stream()
                .anyMatch(back -> back.payment().equals(news.payment()) && back.doneAt() != null);
        return isDone
                ? alreadySo("this payment is known to be given back")
                : accept(new PaymentReturned(news.order(), news.attempt(), news.payment(), news.at()));
    }

    /** The authorization that the order lives on has run out. */
    public static Decision<OrderEvent, OrderRefusal> notePaymentExpired(Known order, NotePaymentExpired news) {
        if (livesOn(order).filter(news.payment()::equals).isEmpty()) {
            return alreadySo("the order does not live on this payment");
        }
        return order.facts().has(Mark.PAYMENT_EXPIRED)
                ? alreadySo("the authorization is known to have run out")
                : accept(new PaymentExpired(news.order(), order.facts().attempt(), news.payment(), news.at()));
    }

    /** The payment that is kept, or was until payment closed the order; a payment that failed is neither. */
    private static Optional<PaymentId> livesOn(Known order) {
        return order instanceof Unpaid ? Optional.empty() : Order.payment(order);
    }

    /** Payment closes what it has of an order that is to end, this money too. */
    private static Decision<OrderEvent, OrderRefusal> whileClosing(Cancelling order, NotePaymentAuthorized paid) {
        if (order.moneyClosed()) {
            return accept(giveBack(paid));
        }
        return order.payment() == null && !isOfAnotherAttempt(order, paid)
                ? accept(authorized(paid))
                : alreadySo("payment gives it back when it closes the order");
    }

    private static List<OrderEvent> paid(Pending order, NotePaymentAuthorized paid) {
        OrderFacts facts = order.facts();
        if (!facts.what().total().equals(paid.amount())) {
            return paidInVain(order, paid, Failure.AMOUNT_MISMATCH);
        }
        // Somebody let the goods go while the money was on its way: nothing is placed that is not held.
        if (facts.has(Mark.STOCK_RELEASED)) {
            return paidInVain(order, paid, Failure.STOCK_RELEASED);
        }
        List<OrderEvent> events = Placing.settling(facts, "authorized", paid.at());
        events.addFirst(authorized(paid));
        if (StockNews.isExpired(facts.log(), facts.attempt())) {
            events.add(wanted(order, paid.payment(), paid.at()));
        } else {
            Placing.placed(events, facts, paid.payment(), paid.at());
        }
        return events;
    }

    /** Money that cannot place the order is given back; the customer may pay again while the saga had time. */
    private static List<OrderEvent> paidInVain(Pending order, NotePaymentAuthorized paid, String reason) {
        List<OrderEvent> events = Placing.settling(order.facts(), "authorized", paid.at());
        events.addFirst(giveBack(paid));
        events.add(new OrderPaymentFailed(
                paid.order(), paid.attempt(), paid.payment(), reason, false, order.deadline(), paid.at()));
        return events;
    }

    private static StockWanted wanted(Pending order, PaymentId paidBy, Instant at) {
        OrderFacts facts = order.facts();
        return new StockWanted(
                facts.id(),
                facts.attempt(),
                paidBy,
                facts.what().lines(),
                facts.what().total(),
                facts.payment(),
                order.deadline(),
                at);
    }

    private static PaymentAuthorized authorized(NotePaymentAuthorized paid) {
        return new PaymentAuthorized(paid.order(), paid.attempt(), paid.payment(), paid.amount(), paid.at());
    }

    private static PaymentReturnRequested giveBack(NotePaymentAuthorized paid) {
        return new PaymentReturnRequested(paid.order(), paid.attempt(), paid.payment(), paid.amount(), paid.at());
    }
}
