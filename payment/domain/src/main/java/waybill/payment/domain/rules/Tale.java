package waybill.payment.domain.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import waybill.kernel.OrderId;
import waybill.payment.domain.CaptureEvent.CaptureDeclined;
import waybill.payment.domain.CaptureEvent.CaptureFailed;
import waybill.payment.domain.CaptureEvent.CaptureUnknown;
import waybill.payment.domain.CaptureEvent.PaymentCaptured;
import waybill.payment.domain.CheckSchedule;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.PaymentAuthorized;
import waybill.payment.domain.PaymentEvent.PaymentDeclined;
import waybill.payment.domain.PaymentEvent.PaymentFailed;
import waybill.payment.domain.PaymentEvent.PaymentUnknown;
import waybill.payment.domain.PaymentEvent.PaymentVoided;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentEvent.VoidFailed;
import waybill.payment.domain.PaymentEvent.VoidUnknown;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent.PaymentRefunded;
import waybill.payment.domain.RefundEvent.RefundDeclined;
import waybill.payment.domain.RefundEvent.RefundFailed;
import waybill.payment.domain.RefundEvent.RefundUnknown;
import waybill.payment.domain.Transaction;

/** Tells an answer of the gateway as the event of the transaction that it answers. */
record Tale(OrderId order, Payments payments, Payment payment, Transaction transaction, Instant at) {
    /** How long an authorization lasts when the gateway does not say: what card schemes commonly grant. */
    static final Duration AUTHORIZATION_LASTS = Duration.ofDays(7);

    PaymentEvent of(Outcome.Answer answer) {
        return switch (transaction.kind()) {
            case AUTHORIZE -> ofAuthorization(answer);
            case CAPTURE -> ofCapture(answer);
            case VOID -> ofVoid(answer);
            case REFUND -> ofRefund(answer);
        };
    }

    private PaymentEvent ofAuthorization(Outcome.Answer answer) {
        return switch (answer) {
            case Outcome.Succeeded(var reference, var until) ->
                authorized(reference, Objects.requireNonNullElse(until, at.plus(AUTHORIZATION_LASTS)));
            case Outcome.Declined(var reason) ->
                new PaymentDeclined(
                        order, payment.attempt(), payment.id(), transaction.id(), transaction.amount(), reason, at);
            case Outcome.Errored(var reason) -> failed(reason);
            case Outcome.Unknown(var reason) -> unknown(reason);
        };
    }

    private PaymentEvent ofCapture(Outcome.Answer answer) {
        var about = transaction;
        return switch (answer) {
            case Outcome.Succeeded(var name, var _) ->
                new PaymentCaptured(
                        order,
                        payment.attempt(),
                        payment.id(),
                        about.id(),
                        about.amount(),
                        about.reference(),
                        name,
                        at);
            case Outcome.Declined(var no) ->
                new CaptureDeclined(
                        order, payment.attempt(), payment.id(), about.id(), about.amount(), about.reference(), no, at);
            case Outcome.Errored(var why) ->
                new CaptureFailed(
                        order, payment.attempt(), payment.id(), about.id(), about.amount(), about.reference(), why, at);
            case Outcome.Unknown(var why) ->
                new CaptureUnknown(order, payment.attempt(), payment.id(), about.id(), why, firstCheck(), at);
        };
    }

    private PaymentEvent ofVoid(Outcome.Answer answer) {
        return switch (answer) {
            case Outcome.Succeeded done -> voided(done.gatewayReference());
            // The money stays blocked, and asking again would be refused again.
            case Outcome.Declined(var reason) -> new ReviewRequired(order, transaction.id(), reason, at);
            case Outcome.Errored(var reason) ->
                new VoidFailed(order, payment.attempt(), payment.id(), transaction.id(), reason, again(), at);
            case Outcome.Unknown(var reason) ->
                new VoidUnknown(order, payment.attempt(), payment.id(), transaction.id(), reason, firstCheck(), at);
        };
    }

    private PaymentEvent ofRefund(Outcome.Answer answer) {
        var about = transaction;
        return switch (answer) {
            case Outcome.Succeeded(var name, var _) ->
                new PaymentRefunded(
                        order,
                        payment.attempt(),
                        payment.id(),
                        about.id(),
                        about.amount(),
                        about.reference(),
                        name,
                        at);
            case Outcome.Declined(var no) ->
                new RefundDeclined(
                        order, payment.attempt(), payment.id(), about.id(), about.amount(), about.reference(), no, at);
            case Outcome.Errored(var why) -> refundFailed(why);
            case Outcome.Unknown(var why) ->
                new RefundUnknown(order, payment.attempt(), payment.id(), about.id(), why, firstCheck(), at);
        };
    }

    private PaymentAuthorized authorized(String reference, Instant until) {
        return new PaymentAuthorized(
                order, payment.attempt(), payment.id(), transaction.id(), transaction.amount(), reference, until, at);
    }

    private PaymentFailed failed(String detail) {
        return new PaymentFailed(
                order,
                payment.attempt(),
                payment.id(),
                transaction.id(),
                transaction.amount(),
                PaymentDecider.PAYMENT_UNAVAILABLE,
                detail,
                at);
    }

    private PaymentUnknown unknown(String reason) {
        return new PaymentUnknown(
                order,
                payment.attempt(),
                payment.id(),
                transaction.id(),
                transaction.amount(),
                reason,
                firstCheck(),
                at);
    }

    private PaymentVoided voided(String reference) {
        return new PaymentVoided(
                order,
                payment.attempt(),
                payment.id(),
                transaction.id(),
                transaction.amount(),
                transaction.note(),
                reference,
                at);
    }

    /** What must go back is begun again by itself; other refunds are for whoever asked for them. */
    private RefundFailed refundFailed(String detail) {
        boolean mustGoBack = payments.unwanted(payment)
                .filter(Payment.Unwanted::evenCaptured)
                .isPresent();
        @Nullable Instant retryAt = mustGoBack ? again() : null;
        return new RefundFailed(
                order,
                payment.attempt(),
                payment.id(),
                transaction.id(),
                transaction.amount(),
                transaction.reference(),
                detail,
                retryAt,
                at);
    }

    private Instant again() {
        int failures = (int) payment.all(transaction.kind()).count();
        return at.plus(CheckSchedule.voidAgainAfter(failures));
    }

    private Instant firstCheck() {
        return at.plus(CheckSchedule.FIRST_CHECK_AFTER);
    }
}
