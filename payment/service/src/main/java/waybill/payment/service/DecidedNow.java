package waybill.payment.service;

import java.time.Instant;
import java.time.InstantSource;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;

/**
 * Stamps what begins a call to the gateway when it is decided, not when it was heard. A call may be sent only shortly
 * after its commit; if the database was away in between, the time of hearing would be long past, and every payment
 * under way would fail unsent.
 */
public final class DecidedNow implements Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal> {
    private final PaymentDecider decider = new PaymentDecider();
    private final InstantSource clock;

    /** By this clock. */
    public DecidedNow(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Payments initial() {
        return decider.initial();
    }

    @Override
    public Decision<PaymentEvent, PaymentRefusal> decide(Payments state, PaymentCommand command) {
        return decider.decide(state, now(command));
    }

    private PaymentCommand now(PaymentCommand command) {
        Instant now = clock.instant();
        return switch (command) {
            case PaymentCommand.Authorize it -> now(it, now);
            case PaymentCommand.WantAnswer(var it) -> new PaymentCommand.WantAnswer(now(it, now));
            case PaymentCommand.Capture it ->
                new PaymentCommand.Capture(
                        it.order(), it.payment(), it.transaction(), it.amount(), it.reference(), now);
            case PaymentCommand.Refund it ->
                new PaymentCommand.Refund(
                        it.order(), it.payment(), it.transaction(), it.amount(), it.reference(), it.reason(), now);
            case PaymentCommand.VoidPayment it ->
                new PaymentCommand.VoidPayment(it.order(), it.payment(), it.transaction(), it.reason(), now);
            case PaymentCommand.ReturnPayment it ->
                new PaymentCommand.ReturnPayment(it.order(), it.payment(), it.next(), it.reason(), now);
            case PaymentCommand.ReleaseRest it ->
                new PaymentCommand.ReleaseRest(it.order(), it.next(), it.reason(), now);
            case PaymentCommand.ClosePayments it ->
                new PaymentCommand.ClosePayments(it.order(), it.attempt(), it.next(), it.reason(), now);
            case PaymentCommand.GoOn it -> new PaymentCommand.GoOn(it.order(), it.next(), it.isPatient(), now);
            case PaymentCommand.NoteOutcome it -> it;
            case PaymentCommand.RecordOperatorAct it -> it;
            case PaymentCommand.NoteExpiry it ->
                new PaymentCommand.NoteExpiry(it.order(), it.payment(), it.next(), now);
        };
    }

    private static PaymentCommand.Authorize now(PaymentCommand.Authorize it, Instant now) {
        return new PaymentCommand.Authorize(
                it.order(), it.attempt(), it.payment(), it.transaction(), it.amount(), it.token(), now);
    }

    @Override
    public Payments evolve(Payments state, PaymentEvent event) {
        return decider.evolve(state, event);
    }
}
