package waybill.payment.domain.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.PaymentsClosed;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.PaymentHistory;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent.RefundInitiated;
import waybill.payment.domain.TransactionState;

/**
 * What follows by itself: money that nobody wants goes back, one transaction after the other, and when nothing is left
 * of an order that ended, that is told.
 */
final class FollowUps {
    private FollowUps() {}

    /** These events, and what follows from them: at most one new transaction, or that all is done. */
    static List<PaymentEvent> after(Payments was, List<PaymentEvent> events, Begin begin) {
        Payments now = was;
        for (PaymentEvent event : events) {
            now = PaymentHistory.after(now, event);
        }
        List<PaymentEvent> all = new ArrayList<>(events);
        step(now, begin).ifPresent(all::add);
        return all;
    }

    /** What is to happen next in this state: a transaction that gives money back, or the end. */
    static Optional<PaymentEvent> step(Payments payments, Begin begin) {
        return back(payments, begin).or(() -> closed(payments, begin.order, begin.at));
    }

    /** The next transaction that gives money back. */
    static Optional<PaymentEvent> back(Payments payments, Begin begin) {
        return payments.all().stream()
                .flatMap(payment -> begin.anything(payments, payment).stream())
                .findFirst();
    }

    /** A refund that was refused waits until somebody asks again; what was not sent waits for its time. */
    private static boolean isTime(TransactionState last, Instant at) {
        return switch (last) {
            case TransactionState.ErroredForNow unsent -> !at.isBefore(unsent.retryAt());
            case TransactionState.Declined _ -> false;
            case TransactionState.Initiated _,
                    TransactionState.Succeeded _,
                    TransactionState.Errored _,
                    TransactionState.Unknown _,
                    TransactionState.UnderReview _ -> true;
        };
    }

    private static Optional<PaymentEvent> closed(Payments payments, OrderId order, Instant at) {
        Payments.Closing closing = payments.closing();
        return closing == null || closing.isDone() || !isOver(payments)
                ? Optional.empty()
                : Optional.of(new PaymentsClosed(order, closing.attempt(), closing.reason(), at));
    }

    /** Whether nothing is left and nothing can turn up. */
    static boolean isOver(Payments payments) {
        return payments.all().stream().noneMatch(payment -> payment.isLive() || isOpen(payment));
    }

    /** A void that nobody knows of does not matter once there is nothing to set free. */
    private static boolean isOpen(Payment payment) {
        return payment.transactions().stream()
                .anyMatch(one -> one.isUnresolved() && (one.kind() != Kind.VOID || payment.hasRest()));
    }

    /**
     * Begins what gives a payment's money back.
     *
     * @param isPatient whether what was refused or not sent waits for its time; not if somebody asks for it just now
     */
    record Begin(OrderId order, TransactionId next, Instant at, boolean isPatient) {
        Optional<PaymentEvent> anything(Payments payments, Payment payment) {
            return payments.unwanted(payment)
                    .flatMap(unwanted -> release(payment, unwanted).or(() -> refund(payment, unwanted)));
        }

        private Optional<PaymentEvent> release(Payment payment, Payment.Unwanted unwanted) {
            boolean canBegin = payment.hasRest()
                    && isTime(payment, Kind.VOID)
                    && BeginTable.waitsFor(payment, Kind.VOID).isEmpty()
                    && BeginTable.done(payment, Kind.VOID).isEmpty();
            return canBegin ? Optional.of(voiding(payment, unwanted.reason())) : Optional.empty();
        }

        private Optional<PaymentEvent> refund(Payment payment, Payment.Unwanted unwanted) {
            boolean canBegin = unwanted.evenCaptured()
                    && !payment.refundable().isZero()
                    && isTime(payment, Kind.REFUND)
                    && BeginTable.waitsFor(payment, Kind.REFUND).isEmpty();
            return canBegin ? Optional.of(refunding(payment, unwanted.reason())) : Optional.empty();
        }

        private boolean isTime(Payment payment, Kind kind) {
            return !isPatient
                    || payment.last(kind)
                            .map(last -> FollowUps.isTime(last.state(), at))
                            .orElse(true);
        }

        VoidInitiated voiding(Payment payment, String reason) {
            return new VoidInitiated(order, payment.attempt(), payment.id(), next, payment.rest(), reason, at);
        }

        private RefundInitiated refunding(Payment payment, String reason) {
            return new RefundInitiated(
                    order,
                    payment.attempt(),
                    payment.id(),
                    next,
                    payment.refundable(),
                    null,
                    payment.authorization().gatewayReference().orElseThrow(),
                    reason,
                    at);
        }
    }
}
