package waybill.payment.domain;

import java.util.List;
import waybill.kernel.CorruptHistory;
import waybill.payment.domain.PaymentEvent.CheckScheduled;
import waybill.payment.domain.PaymentEvent.PaymentAuthorized;
import waybill.payment.domain.PaymentEvent.PaymentDeclined;
import waybill.payment.domain.PaymentEvent.PaymentFailed;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentEvent.PaymentUnknown;
import waybill.payment.domain.PaymentEvent.PaymentVoided;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentEvent.VoidFailed;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.PaymentEvent.VoidUnknown;
import waybill.payment.domain.TransactionState.Declined;
import waybill.payment.domain.TransactionState.Errored;
import waybill.payment.domain.TransactionState.ErroredVoid;
import waybill.payment.domain.TransactionState.Initiated;
import waybill.payment.domain.TransactionState.Succeeded;
import waybill.payment.domain.TransactionState.UnderReview;
import waybill.payment.domain.TransactionState.Unknown;

/** What the payments are after an event. The past is folded, not judged; what cannot be true stops the program. */
final class PaymentHistory {
    private PaymentHistory() {}

    static Payments after(Payments was, PaymentEvent event) {
        return switch (event) {
            case PaymentInitiated begun -> begin(was, begun);
            case VoidInitiated begun -> beginVoid(was, begun);
            case PaymentAuthorized done ->
                succeed(was, done, new Succeeded(done.gatewayReference(), done.authorizedUntil(), done.at()));
            case PaymentVoided done -> succeed(was, done, new Succeeded(done.gatewayReference(), null, done.at()));
            case PaymentDeclined no -> settle(was, no, new Declined(no.reason(), no.at()));
            case PaymentFailed unsent -> settle(was, unsent, new Errored(unsent.detail(), unsent.at()));
            case VoidFailed unsent ->
                settle(was, unsent, new ErroredVoid(unsent.detail(), unsent.retryAt(), unsent.at()));
            case PaymentUnknown lost -> settle(was, lost, new Unknown(lost.reason(), 0, lost.nextCheck(), lost.at()));
            case VoidUnknown lost -> settle(was, lost, new Unknown(lost.detail(), 0, lost.nextCheck(), lost.at()));
            case CheckScheduled asked -> settle(was, asked, askedAgain(transaction(was, asked), asked));
            case ReviewRequired stuck -> settle(was, stuck, new UnderReview(stuck.reason(), stuck.at()));
        };
    }

    private static Payments begin(Payments was, PaymentInitiated begun) {
        if (was.payment(begun.payment()).isPresent()
                || was.transaction(begun.transaction()).isPresent()) {
            throw new CorruptHistory(was, begun);
        }
        Transaction authorization = new Transaction(
                begun.transaction(), Kind.AUTHORIZE, begun.amount(), begun.token(), begun.at(), new Initiated());
        return was.with(new Payment(begun.payment(), begun.attempt(), List.of(authorization)));
    }

    private static Payments beginVoid(Payments was, VoidInitiated begun) {
        Payment payment = was.payment(begun.payment()).orElseThrow(() -> new CorruptHistory(was, begun));
        if (was.transaction(begun.transaction()).isPresent()) {
            throw new CorruptHistory(was, begun);
        }
        return was.replacing(payment.with(new Transaction(
                begun.transaction(), Kind.VOID, begun.amount(), begun.reason(), begun.at(), new Initiated())));
    }

    /** Success follows anything but success: late money is real money. */
    private static Payments succeed(Payments was, PaymentEvent event, Succeeded now) {
        Transaction transaction = transaction(was, event);
        if (transaction.succeeded()) {
            throw new CorruptHistory(transaction.state(), event);
        }
        return with(was, event, transaction.now(now));
    }

    private static Payments settle(Payments was, PaymentEvent event, TransactionState now) {
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

    private static Transaction transaction(Payments was, PaymentEvent event) {
        return was.transaction(event.transaction()).orElseThrow(() -> new CorruptHistory(was, event));
    }

    private static Payments with(Payments was, PaymentEvent event, Transaction now) {
        Payment payment = was.paymentOf(event.transaction()).orElseThrow(() -> new CorruptHistory(was, event));
        return was.replacing(payment.replacing(now));
    }
}
