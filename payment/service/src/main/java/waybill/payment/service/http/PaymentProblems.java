package waybill.payment.service.http;

import waybill.engine.http.Problem;
import waybill.kernel.OrderId;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentRefusal;

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
            case PaymentRefusal.NothingToVoid(var payment, var status) ->
                Problem.of("illegal-transition", "Payment " + payment.value() + " is " + status + ".")
                        .with("currentStatus", status.name())
                        .with("allowedActions", java.util.List.of());
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
