package waybill.payment.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.CorruptHistory;
import waybill.payment.domain.CaptureEvent.CaptureDeclined;
import waybill.payment.domain.CaptureEvent.CaptureFailed;
import waybill.payment.domain.CaptureEvent.CaptureInitiated;
import waybill.payment.domain.CaptureEvent.CaptureUnknown;
import waybill.payment.domain.CaptureEvent.PaymentCaptured;
import waybill.payment.domain.PaymentEvent.AuthorizationExpired;
import waybill.payment.domain.PaymentEvent.AuthorizationWithheld;
import waybill.payment.domain.PaymentEvent.CheckRequested;
import waybill.payment.domain.PaymentEvent.CheckScheduled;
import waybill.payment.domain.PaymentEvent.ClosingBegun;
import waybill.payment.domain.PaymentEvent.MoneyUnwanted;
import waybill.payment.domain.PaymentEvent.OfTransaction;
import waybill.payment.domain.PaymentEvent.OperatorActed;
import waybill.payment.domain.PaymentEvent.OutcomeRestated;
import waybill.payment.domain.PaymentEvent.PaymentAuthorized;
import waybill.payment.domain.PaymentEvent.PaymentDeclined;
import waybill.payment.domain.PaymentEvent.PaymentFailed;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentEvent.PaymentUnknown;
import waybill.payment.domain.PaymentEvent.PaymentVoided;
import waybill.payment.domain.PaymentEvent.PaymentsClosed;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentEvent.TransactionResolved;
import waybill.payment.domain.PaymentEvent.VoidFailed;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.PaymentEvent.VoidUnknown;
import waybill.payment.domain.RefundEvent.PaymentRefunded;
import waybill.payment.domain.RefundEvent.RefundDeclined;
import waybill.payment.domain.RefundEvent.RefundFailed;
import waybill.payment.domain.RefundEvent.RefundInitiated;
import waybill.payment.domain.RefundEvent.RefundUnknown;
import waybill.payment.domain.TransactionState.Declined;
import waybill.payment.domain.TransactionState.Errored;
import waybill.payment.domain.TransactionState.ErroredForNow;
import waybill.payment.domain.TransactionState.Initiated;
import waybill.payment.domain.TransactionState.Succeeded;
import waybill.payment.domain.TransactionState.UnderReview;
import waybill.payment.domain.TransactionState.Unknown;

/** What the payments are after an event. The past is folded, not judged; what cannot be true stops the program. */
public final class PaymentHistory {
    private PaymentHistory() {}

    /** The payments after this event. */
    public static Payments after(Payments was, PaymentEvent event) {
        return switch (event) {
            case OfTransaction about -> afterTransaction(was, about);
            case MoneyUnwanted back ->
                was.replacing(was.payment(back.payment())
                        .orElseThrow(() -> new CorruptHistory(was, back))
                        .unwanted(back.evenCaptured(), back.reason()));
            case OperatorActed _ -> was;
            case ClosingBegun begun -> was.closing(new Payments.Closing(begun.attempt(), begun.reason(), false));
            case PaymentsClosed done -> closed(was, done);
        };
    }

    private static Payments afterTransaction(Payments was, OfTransaction event) {
        return switch (event) {
            case PaymentInitiated begun -> begin(was, begun, payment(begun));
            case AuthorizationWithheld not -> begin(was, not, payment(not));
            case VoidInitiated begun -> beginVoid(was, begun);
            case PaymentAuthorized done ->
                succeed(was, done, new Succeeded(done.gatewayReference(), done.authorizedUntil(), done.at()));
            case PaymentVoided done -> succeed(was, done, new Succeeded(done.gatewayReference(), null, done.at()));
            case PaymentDeclined no -> settle(was, no, new Declined(no.reason(), no.at()));
            case PaymentFailed unsent -> settle(was, unsent, new Errored(unsent.detail(), unsent.at()));
            case VoidFailed unsent ->
                settle(was, unsent, new ErroredForNow(unsent.detail(), unsent.retryAt(), unsent.at()));
            case PaymentUnknown lost -> settle(was, lost, new Unknown(lost.reason(), 0, lost.nextCheck(), lost.at()));
            case VoidUnknown lost -> settle(was, lost, new Unknown(lost.detail(), 0, lost.nextCheck(), lost.at()));
            case CheckScheduled asked -> settle(was, asked, askedAgain(transaction(was, asked), asked));
            case ReviewRequired stuck -> settle(was, stuck, new UnderReview(stuck.reason(), stuck.at()));
            case AuthorizationExpired over -> was.replacing(paymentOf(was, over).expired());
            case CheckRequested _, TransactionResolved _, OutcomeRestated _ -> was;
            case CaptureEvent capture -> afterCapture(was, capture);
            case RefundEvent refund -> afterRefund(was, refund);
        };
    }

    private static Payments afterCapture(Payments was, CaptureEvent event) {
        return switch (event) {
            case CaptureInitiated it ->
                begin(
                        was,
                        it,
                        new Transaction(
                                it.transaction(),
                                Kind.CAPTURE,
                                it.amount(),
                                "",
                                it.reference(),
                                it.at(),
                                new Initiated()));
            case PaymentCaptured done -> succeed(was, done, new Succeeded(done.gatewayReference(), null, done.at()));
            case CaptureDeclined no -> settle(was, no, new Declined(no.reason(), no.at()));
            case CaptureFailed unsent -> settle(was, unsent, new Errored(unsent.detail(), unsent.at()));
            case CaptureUnknown lost -> settle(was, lost, new Unknown(lost.detail(), 0, lost.nextCheck(), lost.at()));
        };
    }

    private static Payments afterRefund(Payments was, RefundEvent event) {
        return switch (event) {
            case RefundInitiated it ->
                begin(
                        was,
                        it,
                        new Transaction(
                                it.transaction(),
                                Kind.REFUND,
                                it.amount(),
                                it.reason(),
                                it.reference(),
                                it.at(),
                                new Initiated()));
            case PaymentRefunded done -> succeed(was, done, new Succeeded(done.gatewayReference(), null, done.at()));
            case RefundDeclined no -> settle(was, no, new Declined(no.reason(), no.at()));
            case RefundFailed unsent ->
                settle(
                        was,
                        unsent,
                        unsent.retryAt() == null
                                ? new Errored(unsent.detail(), unsent.at())
                                : new ErroredForNow(unsent.detail(), unsent.retryAt(), unsent.at()));
            case RefundUnknown lost -> settle(was, lost, new Unknown(lost.detail(), 0, lost.nextCheck(), lost.at()));
        };
    }

    private static Payment payment(PaymentInitiated begun) {
        Transaction authorization = new Transaction(
                begun.transaction(), Kind.AUTHORIZE, begun.amount(), begun.token(), null, begun.at(), new Initiated());
        return new Payment(begun.payment(), begun.attempt(), List.of(authorization), null, false);
    }

    private static Payment payment(AuthorizationWithheld not) {
        Transaction unsent = new Transaction(
                not.transaction(),
                Kind.AUTHORIZE,
                not.amount(),
                "",
                null,
                not.at(),
                new Errored(not.detail(), not.at()));
        return new Payment(not.payment(), not.attempt(), List.of(unsent), null, false);
    }

    private static Payments begin(Payments was, OfTransaction event, Payment begun) {
        if (was.payment(begun.id()).isPresent()
                || was.transaction(event.transaction()).isPresent()) {
            throw new CorruptHistory(was, event);
        }
        return was.with(begun);
    }

    private static Payments begin(Payments was, CaptureEvent event, Transaction begun) {
        return begin(was, event, was.payment(event.payment()).orElse(null), begun);
    }

    private static Payments begin(Payments was, RefundEvent event, Transaction begun) {
        return begin(was, event, was.payment(event.payment()).orElse(null), begun);
    }

    private static Payments begin(Payments was, OfTransaction event, @Nullable Payment payment, Transaction begun) {
        if (payment == null || was.transaction(event.transaction()).isPresent()) {
            throw new CorruptHistory(was, event);
        }
        return was.replacing(payment.with(begun));
    }

    /** Whoever voids a payment does not want its rest. */
    private static Payments beginVoid(Payments was, VoidInitiated it) {
        Transaction begun =
                new Transaction(it.transaction(), Kind.VOID, it.amount(), it.reason(), null, it.at(), new Initiated());
        Payment payment = was.payment(it.payment()).orElseThrow(() -> new CorruptHistory(was, it));
        return begin(was, it, payment.unwanted(false, it.reason()), begun);
    }

    /** Success follows anything but success: late money is real money. */
    private static Payments succeed(Payments was, OfTransaction event, Succeeded now) {
        Transaction transaction = transaction(was, event);
        if (transaction.succeeded()) {
            throw new CorruptHistory(transaction.state(), event);
        }
        return with(was, event, transaction.now(now));
    }

    private static Payments settle(Payments was, OfTransaction event, TransactionState now) {
        Transaction transaction = transaction(was, event);
        if (!transaction.isUnresolved()) {
            throw new CorruptHistory(transaction.state(), event);
        }
        return with(was, event, transaction.now(now));
    }

    private static Unknown askedAgain(Transaction transaction, CheckScheduled asked) {
        if (transaction.state() instanceof Unknown lost) {
            return new Unknown(lost.reason(), asked.checks(), asked.nextCheck(), lost.at());
        }
        throw new CorruptHistory(transaction.state(), asked);
    }

    private static Transaction transaction(Payments was, OfTransaction event) {
        return was.transaction(event.transaction()).orElseThrow(() -> new CorruptHistory(was, event));
    }

    private static Payment paymentOf(Payments was, OfTransaction event) {
        return was.paymentOf(event.transaction()).orElseThrow(() -> new CorruptHistory(was, event));
    }

    private static Payments with(Payments was, OfTransaction event, Transaction now) {
        return was.replacing(paymentOf(was, event).replacing(now));
    }

    /** Told again, it changes nothing. */
    private static Payments closed(Payments was, PaymentsClosed done) {
        Payments.Closing closing = was.closing();
        if (closing == null) {
            throw new CorruptHistory(was, done);
        }
        return closing.isDone() ? was : was.closing(new Payments.Closing(closing.attempt(), closing.reason(), true));
    }
}
