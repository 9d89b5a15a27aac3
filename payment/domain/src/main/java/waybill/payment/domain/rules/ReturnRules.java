package waybill.payment.domain.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waybill.kernel.Decision;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentCommand.ClosePayments;
import waybill.payment.domain.PaymentCommand.GoOn;
import waybill.payment.domain.PaymentCommand.NoteExpiry;
import waybill.payment.domain.PaymentCommand.ReleaseRest;
import waybill.payment.domain.PaymentCommand.ReturnPayment;
import waybill.payment.domain.PaymentCommand.VoidPayment;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.AuthorizationExpired;
import waybill.payment.domain.PaymentEvent.ClosingBegun;
import waybill.payment.domain.PaymentEvent.MoneyUnwanted;
import waybill.payment.domain.PaymentEvent.PaymentsClosed;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.PaymentRefusal.NothingToVoid;
import waybill.payment.domain.PaymentRefusal.UnknownPayment;
import waybill.payment.domain.PaymentRefusal.Unresolved;
import waybill.payment.domain.Payments;
import waybill.payment.domain.Transaction;

/** Giving money back that is not wanted: the rest of a payment, a whole payment, or all of an order that ends. */
public final class ReturnRules {
    private ReturnRules() {}

    /** Begins to set the rest of a payment free. */
    public static Decision<PaymentEvent, PaymentRefusal> voidPayment(Payments payments, VoidPayment wanted) {
        Optional<Payment> known = payments.payment(wanted.payment());
        if (known.isEmpty()) {
            return Decision.refuse(new UnknownPayment(wanted.payment()));
        }
        if (payments.transaction(wanted.transaction()).isPresent()) {
            return Decision.alreadySo("transaction " + wanted.transaction() + " has begun before");
        }
        Payment payment = known.get();
        return switch (payment.status()) {
            case VOIDED, EXPIRED -> Decision.alreadySo("payment " + payment.id() + " is " + payment.status());
            case AUTHORIZED, CREATED, DECLINED, PARTIALLY_CAPTURED, CAPTURED, PARTIALLY_REFUNDED, REFUNDED ->
                payment.hasRest() ? voidOnce(payment, wanted) : refuseVoid(payment);
        };
    }

    /** Money that may still turn up cannot be voided yet; money that never came, or was taken, need not be. */
    private static Decision<PaymentEvent, PaymentRefusal> refuseVoid(Payment payment) {
        Transaction authorization = payment.authorization();
        return Decision.refuse(
                authorization.isUnresolved()
                        ? new Unresolved(authorization.id())
                        : new NothingToVoid(payment.id(), payment.status()));
    }

    private static Decision<PaymentEvent, PaymentRefusal> voidOnce(Payment payment, VoidPayment wanted) {
        Optional<Transaction> waiting = BeginTable.waitsFor(payment, Kind.VOID);
        if (waiting.isPresent()) {
            return Decision.refuse(new Unresolved(waiting.get().id()));
        }
        return BeginTable.done(payment, Kind.VOID)
                .map(running -> Decision.<PaymentEvent, PaymentRefusal>alreadySo(
                        "transaction " + running.id() + " is voiding it"))
                .orElseGet(
                        () -> Decision.accept(now(wanted, wanted.transaction()).voiding(payment, wanted.reason())));
    }

    /** Gives back all of a payment, also what turns up later. */
    public static Decision<PaymentEvent, PaymentRefusal> returnPayment(Payments payments, ReturnPayment wanted) {
        Optional<Payment> known = payments.payment(wanted.payment());
        if (known.isEmpty()) {
            return Decision.refuse(new UnknownPayment(wanted.payment()));
        }
        return unwant(payments, known.get(), true, new Why(wanted, wanted.next(), wanted.reason()));
    }

    /** Sets free what is set aside and not taken, as soon as nothing is being taken. */
    public static Decision<PaymentEvent, PaymentRefusal> releaseRest(Payments payments, ReleaseRest wanted) {
        return payments.all().stream()
                .filter(Payment::hasRest)
                .findFirst()
                .map(live -> unwant(payments, live, false, new Why(wanted, wanted.next(), wanted.reason())))
                .orElseGet(() -> Decision.alreadySo("no money is set aside"));
    }

    /** What the commands that make money unwanted have in common. */
    private record Why(PaymentCommand command, TransactionId next, String reason) {}

    private static Decision<PaymentEvent, PaymentRefusal> unwant(
            Payments payments, Payment payment, boolean evenCaptured, Why why) {
        Instant at = why.command.at();
        if (payments.transaction(why.next).isPresent()) {
            return Decision.alreadySo("transaction " + why.next + " has begun before");
        }
        boolean isSaid = payments.unwanted(payment)
                .filter(said -> said.evenCaptured() || !evenCaptured)
                .isPresent();
        if (!isSaid) {
            return Decision.acceptAll(FollowUps.after(
                    payments,
                    List.of(new MoneyUnwanted(
                            why.command.order(), payment.attempt(), payment.id(), evenCaptured, why.reason, at)),
                    now(why.command, why.next)));
        }
        return FollowUps.back(payments, now(why.command, why.next))
                .map(Decision::<PaymentEvent, PaymentRefusal>accept)
                .orElseGet(() -> Decision.alreadySo("payment " + payment.id() + " is known to be unwanted"));
    }

    /** Ends the payments of an order; whoever asks again is told again. */
    public static Decision<PaymentEvent, PaymentRefusal> close(Payments payments, ClosePayments wanted) {
        if (payments.transaction(wanted.next()).isPresent()) {
            return Decision.alreadySo("transaction " + wanted.next() + " has begun before");
        }
        if (payments.closing() == null) {
            return Decision.acceptAll(FollowUps.after(
                    payments,
                    List.of(new ClosingBegun(wanted.order(), wanted.attempt(), wanted.reason(), wanted.at())),
                    now(wanted, wanted.next())));
        }
        Optional<PaymentEvent> begun = FollowUps.back(payments, now(wanted, wanted.next()));
        if (begun.isPresent()) {
            return Decision.accept(begun.get());
        }
        return FollowUps.isOver(payments)
                ? Decision.accept(new PaymentsClosed(wanted.order(), wanted.attempt(), wanted.reason(), wanted.at()))
                : Decision.alreadySo("the order is closed as soon as all its money is back");
    }

    /** Goes on with what was not sent, when its time has come or somebody asks for it. */
    public static Decision<PaymentEvent, PaymentRefusal> goOn(Payments payments, GoOn wanted) {
        if (payments.transaction(wanted.next()).isPresent()) {
            return Decision.alreadySo("transaction " + wanted.next() + " has begun before");
        }
        return FollowUps.step(payments, wanted.isPatient() ? later(wanted, wanted.next()) : now(wanted, wanted.next()))
                .map(Decision::<PaymentEvent, PaymentRefusal>accept)
                .orElseGet(() -> Decision.alreadySo("nothing can be given back now"));
    }

    /** Lets an authorization go whose time is over. */
    public static Decision<PaymentEvent, PaymentRefusal> noteExpiry(Payments payments, NoteExpiry news) {
        Optional<Payment> known = payments.payment(news.payment());
        if (known.isEmpty()) {
            return Decision.refuse(new UnknownPayment(news.payment()));
        }
        Payment payment = known.get();
        boolean isOver = payment.authorizedUntil()
                .filter(until -> !news.at().isBefore(until))
                .isPresent();
        if (!isOver || !payment.hasRest()) {
            return Decision.alreadySo("payment " + payment.id() + " has nothing that runs out now");
        }
        return Decision.acceptAll(FollowUps.after(
                payments,
                List.of(new AuthorizationExpired(
                        news.order(),
                        payment.attempt(),
                        payment.id(),
                        payment.authorization().id(),
                        payment.capturable(),
                        news.at())),
                later(news, news.next())));
    }

    private static FollowUps.Begin now(PaymentCommand command, TransactionId next) {
        return new FollowUps.Begin(command.order(), next, command.at(), false);
    }

    private static FollowUps.Begin later(PaymentCommand command, TransactionId next) {
        return new FollowUps.Begin(command.order(), next, command.at(), true);
    }
}
