package waybill.payment.domain.rules;

import java.util.Optional;
import waybill.kernel.Decision;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.AuthorizationWithheld;
import waybill.payment.domain.PaymentEvent.CheckRequested;
import waybill.payment.domain.PaymentEvent.OutcomeRestated;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.PaymentRefusal.AlreadyAuthorized;
import waybill.payment.domain.PaymentRefusal.OrderClosed;
import waybill.payment.domain.PaymentRefusal.Unresolved;
import waybill.payment.domain.Payments;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionStatus;

/**
 * Setting money aside: never beside money that is there or may turn up. A caller is refused then; the saga, which waits
 * for announcements only, always gets one.
 */
public final class AuthorizeRules {
    /** Why the saga's payment was not even begun: what became of an earlier one is not known. */
    static final String EARLIER_UNRESOLVED = "EARLIER_PAYMENT_UNRESOLVED";

    /** Why the saga's payment was not even begun: the money of an earlier one is still there. */
    static final String EARLIER_LIVE = "EARLIER_PAYMENT_LIVE";

    private AuthorizeRules() {}

    /** Begins a payment, or tells how it came out. */
    public static Decision<PaymentEvent, PaymentRefusal> authorize(Payments payments, Authorize wanted) {
        if (payments.transaction(wanted.transaction()).isPresent()
                || payments.payment(wanted.payment()).isPresent()) {
            return Decision.alreadySo("payment " + wanted.payment() + " has begun before");
        }
        if (payments.closing() != null) {
            return Decision.refuse(new OrderClosed(wanted.order()));
        }
        return wanted.attempt() == 0 ? byHand(payments, wanted) : bySaga(payments, wanted, false);
    }

    /** The same, and the gateway is asked now about what nobody knows. */
    public static Decision<PaymentEvent, PaymentRefusal> answer(Payments payments, Authorize wanted) {
        boolean isPlain = wanted.attempt() == 0 || payments.closing() != null;
        return isPlain || payments.transaction(wanted.transaction()).isPresent()
                ? authorize(payments, wanted)
                : bySaga(payments, wanted, true);
    }

    private static Decision<PaymentEvent, PaymentRefusal> byHand(Payments payments, Authorize wanted) {
        Optional<Transaction> unresolved = payments.unresolvedAuthorization();
        if (unresolved.isPresent()) {
            return Decision.refuse(new Unresolved(unresolved.get().id()));
        }
        return payments.live()
                .map(live ->
                        Decision.<PaymentEvent, PaymentRefusal>refuse(new AlreadyAuthorized(wanted.order(), live.id())))
                .orElseGet(() -> Decision.accept(begun(wanted, Math.max(1, payments.attempt()))));
    }

    /** The saga pays once per attempt, and never for an attempt that it has left behind. */
    private static Decision<PaymentEvent, PaymentRefusal> bySaga(
            Payments payments, Authorize wanted, boolean isAwaited) {
        int latest = payments.attempt();
        if (wanted.attempt() < latest) {
            return Decision.alreadySo("attempt " + wanted.attempt() + " is over; the latest is " + latest);
        }
        if (wanted.attempt() == latest) {
            return again(payments.last().orElseThrow(), wanted, isAwaited);
        }
        if (payments.unresolvedAuthorization().isPresent()) {
            return Decision.accept(withheld(wanted, EARLIER_UNRESOLVED));
        }
        return Decision.accept(
                payments.live().isPresent() ? withheld(wanted, EARLIER_LIVE) : begun(wanted, wanted.attempt()));
    }

    private static Decision<PaymentEvent, PaymentRefusal> again(Payment payment, Authorize asked, boolean isAwaited) {
        Transaction authorization = payment.authorization();
        if (!authorization.isUnresolved()) {
            return Decision.accept(restated(payment, asked));
        }
        return isAwaited && authorization.status() != TransactionStatus.INITIATED
                ? Decision.accept(new CheckRequested(asked.order(), authorization.id(), asked.at()))
                : Decision.alreadySo("the answer to transaction " + authorization.id() + " will be announced");
    }

    private static OutcomeRestated restated(Payment payment, Authorize asked) {
        return new OutcomeRestated(
                asked.order(),
                payment.attempt(),
                payment.id(),
                payment.authorization().id(),
                payment.amount(),
                payment.status(),
                payment.authorization().reason().orElse(null),
                payment.authorizedUntil().orElse(null),
                asked.at());
    }

    private static AuthorizationWithheld withheld(Authorize wanted, String detail) {
        return new AuthorizationWithheld(
                wanted.order(),
                wanted.attempt(),
                wanted.payment(),
                wanted.transaction(),
                wanted.amount(),
                detail,
                wanted.at());
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
}
