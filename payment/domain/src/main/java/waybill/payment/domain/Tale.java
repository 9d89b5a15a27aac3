package waybill.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import waybill.kernel.OrderId;
import waybill.payment.domain.PaymentEvent.PaymentAuthorized;
import waybill.payment.domain.PaymentEvent.PaymentDeclined;
import waybill.payment.domain.PaymentEvent.PaymentFailed;
import waybill.payment.domain.PaymentEvent.PaymentUnknown;
import waybill.payment.domain.PaymentEvent.PaymentVoided;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentEvent.VoidFailed;
import waybill.payment.domain.PaymentEvent.VoidUnknown;

/** Tells an answer of the gateway as the event of the transaction that it answers. */
record Tale(OrderId order, Payment payment, Transaction transaction, Instant at) {
    /** How long an authorization lasts when the gateway does not say: what card schemes commonly grant. */
    static final Duration AUTHORIZATION_LASTS = Duration.ofDays(7);

    PaymentEvent ofAuthorization(Outcome.Answer answer) {
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

    PaymentEvent ofVoid(Outcome.Answer answer) {
        return switch (answer) {
            case Outcome.Succeeded done -> voided(done.gatewayReference());
            // The money stays blocked, and asking again would be refused again.
            case Outcome.Declined(var reason) -> new ReviewRequired(order, transaction.id(), reason, at);
            case Outcome.Errored(var reason) -> voidFailed(reason);
            case Outcome.Unknown(var reason) ->
                new VoidUnknown(order, payment.attempt(), payment.id(), transaction.id(), reason, firstCheck(), at);
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

    private VoidFailed voidFailed(String detail) {
        int failures = (int) payment.voids().count();
        Instant retryAt = at.plus(CheckSchedule.voidAgainAfter(failures));
        return new VoidFailed(order, payment.attempt(), payment.id(), transaction.id(), detail, retryAt, at);
    }

    private Instant firstCheck() {
        return at.plus(CheckSchedule.FIRST_CHECK_AFTER);
    }
}
