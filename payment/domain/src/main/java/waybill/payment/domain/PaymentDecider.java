package waybill.payment.domain;

import java.util.Optional;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentCommand.VoidPayment;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.PaymentRefusal.AlreadyAuthorized;
import waybill.payment.domain.PaymentRefusal.NothingToVoid;
import waybill.payment.domain.PaymentRefusal.UnknownPayment;
import waybill.payment.domain.PaymentRefusal.Unresolved;

/** The rules of one order's payments: never two authorizations at once, and what the gateway did is never dropped. */
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
            case Authorize authorize -> authorize(payments, authorize);
            case VoidPayment back -> voidPayment(payments, back);
            case NoteOutcome note -> OutcomeRules.note(payments, note);
        };
    }

    @Override
    public Payments evolve(Payments payments, PaymentEvent event) {
        return PaymentHistory.after(payments, event);
    }

    private static Decision<PaymentEvent, PaymentRefusal> authorize(Payments payments, Authorize wanted) {
        if (isHeardBefore(payments, wanted)) {
            return Decision.alreadySo("attempt " + wanted.attempt() + " has been paid for, or asked for, before");
        }
        Optional<Transaction> unresolved = payments.unresolvedAuthorization();
        if (unresolved.isPresent()) {
            return Decision.refuse(new Unresolved(unresolved.get().id()));
        }
        return payments.live()
                .map(live ->
                        Decision.<PaymentEvent, PaymentRefusal>refuse(new AlreadyAuthorized(wanted.order(), live.id())))
                .orElseGet(() -> Decision.accept(begun(wanted, Math.max(1, attemptMeant(payments, wanted)))));
    }

    /** The saga pays once per attempt, and never for an attempt that it has left behind. */
    private static boolean isHeardBefore(Payments payments, Authorize wanted) {
        boolean repeated = payments.transaction(wanted.transaction()).isPresent()
                || payments.payment(wanted.payment()).isPresent();
        boolean fromTheSaga = wanted.attempt() > 0;
        return repeated || (fromTheSaga && wanted.attempt() <= payments.attempt());
    }

    private static int attemptMeant(Payments payments, Authorize wanted) {
        return wanted.attempt() > 0 ? wanted.attempt() : payments.attempt();
    }

    private static PaymentInitiated begun(Authorize wanted, int attempt) {
        return new PaymentInitiated(
                wanted.order(),
                attempt,
                wanted.payment(),
                wanted.transaction(),
                wanted.amount(),
                wanted.token(),
                wanted.at());
    }

    private static Decision<PaymentEvent, PaymentRefusal> voidPayment(Payments payments, VoidPayment wanted) {
        Optional<Payment> known = payments.payment(wanted.payment());
        if (known.isEmpty()) {
            return Decision.refuse(new UnknownPayment(wanted.payment()));
        }
        Payment payment = known.get();
        if (payments.transaction(wanted.transaction()).isPresent()) {
            return Decision.alreadySo("transaction " + wanted.transaction() + " has begun before");
        }
        return switch (payment.status()) {
            case VOIDED -> Decision.alreadySo("payment " + payment.id() + " is voided");
            case AUTHORIZED, EXPIRED -> voidOnce(payment, wanted);
            case CREATED, DECLINED -> refuseVoid(payment);
            case PARTIALLY_CAPTURED, CAPTURED, PARTIALLY_REFUNDED, REFUNDED -> refuseVoid(payment);
        };
    }

    /** Money that may still turn up cannot be voided yet; money that never came need not be. */
    private static Decision<PaymentEvent, PaymentRefusal> refuseVoid(Payment payment) {
        Transaction authorization = payment.authorization();
        return Decision.refuse(
                authorization.isUnresolved()
                        ? new Unresolved(authorization.id())
                        : new NothingToVoid(payment.id(), payment.status()));
    }

    private static Decision<PaymentEvent, PaymentRefusal> voidOnce(Payment payment, VoidPayment wanted) {
        Optional<Transaction> open =
                payment.voids().filter(Transaction::isUnresolved).findFirst();
        if (open.isEmpty()) {
            return Decision.accept(voiding(payment, wanted));
        }
        Transaction running = open.get();
        return running.status() == TransactionStatus.MANUAL_REVIEW
                ? Decision.refuse(new Unresolved(running.id()))
                : Decision.alreadySo("transaction " + running.id() + " is voiding it");
    }

    private static VoidInitiated voiding(Payment payment, VoidPayment wanted) {
        return new VoidInitiated(
                wanted.order(),
                payment.attempt(),
                payment.id(),
                wanted.transaction(),
                payment.amount(),
                wanted.reason(),
                wanted.at());
    }
}
