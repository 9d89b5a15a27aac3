package waybill.payment.domain.rules;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CaptureEvent.CaptureInitiated;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand.Capture;
import waybill.payment.domain.PaymentCommand.Refund;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.PaymentRefusal.AuthorizationRanOut;
import waybill.payment.domain.PaymentRefusal.NothingToCapture;
import waybill.payment.domain.PaymentRefusal.OrderClosed;
import waybill.payment.domain.PaymentRefusal.OverCapture;
import waybill.payment.domain.PaymentRefusal.OverRefund;
import waybill.payment.domain.PaymentRefusal.ReferenceReused;
import waybill.payment.domain.PaymentRefusal.UnknownPayment;
import waybill.payment.domain.PaymentRefusal.Unresolved;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent.RefundInitiated;
import waybill.payment.domain.Transaction;

/** Taking money and giving it back: once per name that the caller has for it, and never more than is left. */
public final class TransferRules {
    private TransferRules() {}

    /** Begins to take money. */
    public static Decision<PaymentEvent, PaymentRefusal> capture(Payments payments, Capture wanted) {
        Optional<Payment> known = payments.payment(wanted.payment());
        if (known.isEmpty()) {
            return Decision.refuse(new UnknownPayment(wanted.payment()));
        }
        Payment payment = known.get();
        return new Asked(Kind.CAPTURE, wanted.transaction(), wanted.amount(), wanted.reference())
                .before(payments, payment)
                .or(() -> objection(payments, payment, wanted).map(Decision::refuse))
                .orElseGet(() -> Decision.accept(begun(payment, wanted)));
    }

    private static Optional<PaymentRefusal> objection(Payments payments, Payment payment, Capture wanted) {
        if (payments.closing() != null) {
            return Optional.of(new OrderClosed(wanted.order()));
        }
        Optional<Instant> until = payment.authorizedUntil();
        if (until.isPresent() && (payment.isExpired() || !wanted.at().isBefore(until.get()))) {
            return Optional.of(new AuthorizationRanOut(payment.id(), until.get()));
        }
        boolean isTaken = !payment.captured().isZero() && !payment.hasRest();
        if (payment.unwanted() != null || !(payment.hasRest() || isTaken)) {
            return Optional.of(new NothingToCapture(payment.id(), payment.status()));
        }
        Money amount = amount(payment, wanted);
        return amount.isZero() || isMore(amount, payment.capturable())
                ? Optional.of(new OverCapture(payment.id(), amount, payment.capturable()))
                : Optional.empty();
    }

    private static Money amount(Payment payment, Capture wanted) {
        return Objects.requireNonNullElse(wanted.amount(), payment.capturable());
    }

    private static CaptureInitiated begun(Payment payment, Capture wanted) {
        Money amount = amount(payment, wanted);
        return new CaptureInitiated(
                wanted.order(),
                payment.attempt(),
                payment.id(),
                wanted.transaction(),
                amount,
                wanted.reference(),
                payment.authorization().gatewayReference().orElseThrow(),
                amount.equals(payment.capturable()),
                wanted.at());
    }

    /** Begins to give money back. */
    public static Decision<PaymentEvent, PaymentRefusal> refund(Payments payments, Refund wanted) {
        Optional<Payment> known = payments.payment(wanted.payment());
        if (known.isEmpty()) {
            return Decision.refuse(new UnknownPayment(wanted.payment()));
        }
        Payment payment = known.get();
        return new Asked(Kind.REFUND, wanted.transaction(), wanted.amount(), wanted.reference())
                .before(payments, payment)
                .orElseGet(() -> isMore(wanted.amount(), payment.refundable())
                        ? Decision.refuse(new OverRefund(payment.id(), wanted.amount(), payment.refundable()))
                        : Decision.accept(begun(payment, wanted)));
    }

    private static RefundInitiated begun(Payment payment, Refund wanted) {
        return new RefundInitiated(
                wanted.order(),
                payment.attempt(),
                payment.id(),
                wanted.transaction(),
                wanted.amount(),
                wanted.reference(),
                payment.authorization().gatewayReference().orElseThrow(),
                wanted.reason(),
                wanted.at());
    }

    /** Money of another currency is always more than there is. */
    private static boolean isMore(Money wanted, Money left) {
        return !wanted.currency().equals(left.currency()) || wanted.compareTo(left) > 0;
    }

    /** What both have in common. */
    private record Asked(
            Kind kind,
            TransactionId transaction,
            @Nullable Money amount,
            @Nullable String reference) {
        /** What was decided before, or what has to be settled before; empty if this is new and may begin. */
        Optional<Decision<PaymentEvent, PaymentRefusal>> before(Payments payments, Payment payment) {
            if (payments.transaction(transaction).isPresent()) {
                return Optional.of(Decision.alreadySo("transaction " + transaction + " has begun before"));
            }
            Optional<Transaction> referred = payment.referred(kind, reference);
            if (referred.isPresent()) {
                return Optional.of(repeated(referred.get()));
            }
            return BeginTable.waitsFor(payment, kind).map(other -> Decision.refuse(new Unresolved(other.id())));
        }

        private Decision<PaymentEvent, PaymentRefusal> repeated(Transaction first) {
            return amount == null || amount.equals(first.amount())
                    ? Decision.alreadySo(reference + " is transaction " + first.id())
                    : Decision.refuse(new ReferenceReused(Objects.requireNonNull(reference), first.id()));
        }
    }
}
