package waybill.payment.domain;

import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.Capture;
import waybill.payment.domain.PaymentCommand.ClosePayments;
import waybill.payment.domain.PaymentCommand.GoOn;
import waybill.payment.domain.PaymentCommand.NoteExpiry;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentCommand.RecordOperatorAct;
import waybill.payment.domain.PaymentCommand.Refund;
import waybill.payment.domain.PaymentCommand.ReleaseRest;
import waybill.payment.domain.PaymentCommand.ReturnPayment;
import waybill.payment.domain.PaymentCommand.VoidPayment;
import waybill.payment.domain.PaymentCommand.WantAnswer;
import waybill.payment.domain.PaymentEvent.OperatorActed;
import waybill.payment.domain.rules.AuthorizeRules;
import waybill.payment.domain.rules.OutcomeRules;
import waybill.payment.domain.rules.ReturnRules;
import waybill.payment.domain.rules.TransferRules;

/**
 * The rules of one order's payments: never two authorizations at once, never more taken than was set aside, never more
 * given back than was taken, and what the gateway did is never dropped.
 */
public final class PaymentDecider implements Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal> {
    /** Why an authorization failed that never reached the gateway (PRODUCT.md §3.2). */
    public static final String PAYMENT_UNAVAILABLE = "PAYMENT_UNAVAILABLE";

    @Override
    public Payments initial() {
        return Payments.NONE;
    }

    @Override
    public Decision<PaymentEvent, PaymentRefusal> decide(Payments payments, PaymentCommand command) {
        return switch (command) {
            case Authorize wanted -> AuthorizeRules.authorize(payments, wanted);
            case WantAnswer(var wanted) -> AuthorizeRules.answer(payments, wanted);
            case Capture wanted -> TransferRules.capture(payments, wanted);
            case Refund wanted -> TransferRules.refund(payments, wanted);
            case VoidPayment wanted -> ReturnRules.voidPayment(payments, wanted);
            case ReturnPayment wanted -> ReturnRules.returnPayment(payments, wanted);
            case ReleaseRest wanted -> ReturnRules.releaseRest(payments, wanted);
            case ClosePayments wanted -> ReturnRules.close(payments, wanted);
            case GoOn wanted -> ReturnRules.goOn(payments, wanted);
            case NoteOutcome news -> OutcomeRules.note(payments, news);
            case NoteExpiry news -> ReturnRules.noteExpiry(payments, news);
            case RecordOperatorAct act ->
                Decision.accept(new OperatorActed(act.order(), act.action(), act.reason(), act.by(), act.at()));
        };
    }

    @Override
    public Payments evolve(Payments payments, PaymentEvent event) {
        return PaymentHistory.after(payments, event);
    }
}
