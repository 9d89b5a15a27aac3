package waybill.payment.service.http;

import java.time.Instant;
import java.util.List;
import waybill.engine.http.Problem;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.PaymentStatus;
import waybill.payment.domain.Transaction;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.transfers.TransactionWatch;

/** What payment refuses, as a sentence for a person and a code for a program. */
final class PaymentProblems {
    private static final int RETRY_AFTER_SECONDS = 30;

    private PaymentProblems() {}

    static Problem of(OrderId order, PaymentRefusal refusal) {
        return switch (refusal) {
            case PaymentRefusal.AlreadyAuthorized(var _, var payment) ->
                Problem.of("already-authorized", "Money for order " + order.value() + " is set aside already.")
                        .with("orderId", order.value())
                        .with("paymentId", payment.value());
            case PaymentRefusal.Unresolved(var transaction) ->
                Problem.of("transaction-unresolved", "It is not known yet what became of an earlier transaction.")
                        .with("transactionId", transaction.value());
            case PaymentRefusal.UnknownPayment(var payment) ->
                Problem.of("not-found", "There is no payment " + payment.value() + ".");
            case PaymentRefusal.UnknownTransaction(var transaction) ->
                Problem.of("not-found", "There is no transaction " + transaction.value() + ".");
            case PaymentRefusal.NothingToVoid(var payment, var status) -> wrongState(payment, status);
            case PaymentRefusal.NothingToCapture(var payment, var status) -> wrongState(payment, status);
            case PaymentRefusal.AuthorizationRanOut(var payment, var until) -> ranOut(payment, until);
            case PaymentRefusal.OverCapture(var payment, var wanted, var left) ->
                Problem.of("over-capture", "Of payment " + payment.value() + ", " + left + " can be captured.")
                        .with("requested", wanted.decimal())
                        .with("available", left.decimal());
            case PaymentRefusal.OverRefund(var payment, var wanted, var left) ->
                Problem.of("over-refund", "Of payment " + payment.value() + ", " + left + " can be refunded.")
                        .with("requested", wanted.decimal())
                        .with("available", left.decimal());
            case PaymentRefusal.ReferenceReused(var reference, var _) ->
                Problem.of("idempotency-key-reused", "The reference " + reference + " was used for another amount.");
            case PaymentRefusal.OrderClosed(var closed) ->
                Problem.of(
                                "illegal-transition",
                                "Order " + closed.value() + " has ended; nothing is charged for it any more.")
                        .with("currentStatus", "CLOSED")
                        .with("allowedActions", List.of());
        };
    }

    private static Problem wrongState(PaymentId payment, PaymentStatus status) {
        return Problem.of("illegal-transition", "Payment " + payment.value() + " is " + status + ".")
                .with("currentStatus", status.name())
                .with("allowedActions", List.of());
    }

    private static Problem ranOut(PaymentId payment, Instant until) {
        return Problem.of(
                        "authorization-expired",
                        "The authorization of payment " + payment.value() + " ran out at " + until + ".")
                .with("authorizedUntil", until);
    }

    /** A capture or a refund to which the gateway said no. */
    static Problem declined(TransactionWatch.Seen seen) {
        Transaction transaction = seen.transaction();
        String reason = transaction.reason().orElse("DECLINED");
        Instant until = seen.payment().authorizedUntil().orElse(transaction.since());
        return reason.equals(GatewayAnswer.EXPIRED)
                ? ranOut(seen.payment().id(), until)
                : Problem.of("payment-declined", "The " + word(transaction.kind()) + " was declined: " + reason + ".")
                        .with("orderId", seen.order().value())
                        .with("paymentId", seen.payment().id().value())
                        .with("transactionId", transaction.id().value())
                        .with("reason", reason);
    }

    /** A capture or a refund that provably never reached the gateway. */
    static Problem notSent(TransactionWatch.Seen seen) {
        return Problem.of(
                        "payment-unavailable",
                        "The payment provider cannot be reached. Nothing has been moved; please try again shortly.")
                .with("orderId", seen.order().value())
                .with("paymentId", seen.payment().id().value())
                .with("transactionId", seen.transaction().id().value())
                .retryAfter(RETRY_AFTER_SECONDS);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case AUTHORIZE -> "authorization";
            case CAPTURE -> "capture";
            case VOID -> "void";
            case REFUND -> "refund";
        };
    }

    static Problem declined(OrderId order, Payment payment) {
        String reason = payment.authorization().reason().orElse("DECLINED");
        return Problem.of("payment-declined", "The payment was declined: " + reason + ".")
                .with("orderId", order.value())
                .with("paymentId", payment.id().value())
                .with("reason", reason);
    }

    static Problem unavailable(OrderId order, Payment payment) {
        return Problem.of(
                        "payment-unavailable",
                        "Payments cannot be taken at the moment. You have not been charged; please try again shortly.")
                .with("orderId", order.value())
                .with("paymentId", payment.id().value())
                .retryAfter(RETRY_AFTER_SECONDS);
    }
}
