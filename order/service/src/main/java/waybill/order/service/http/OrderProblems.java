package waybill.order.service.http;

import java.util.List;
import waybill.engine.http.Problem;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderAction;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderStatus;

/** What the order service refuses, and how a saga failed, as a sentence for a person and a code for a program. */
final class OrderProblems {
    private static final int RETRY_AFTER_SECONDS = 30;

    private OrderProblems() {}

    static Problem of(OrderRefusal refusal) {
        return switch (refusal) {
            case OrderRefusal.UnknownOrder(var order) -> absent(order);
            case OrderRefusal.OrderAlreadyExists(var order) ->
                throw new IllegalStateException("a fresh id was not fresh: " + order);
            case OrderRefusal.TotalMismatch(var _, var expected, var total) ->
                Problem.of(
                                "total-mismatch",
                                "The lines sum up to " + total.decimal() + ", not to " + expected.decimal() + ".")
                        .with("expectedTotal", expected.decimal())
                        .with("total", total.decimal())
                        .with("currency", total.currency().getCurrencyCode());
            case OrderRefusal.OrderOnHold(var _, var holds) ->
                Problem.of("illegal-transition", "The order is on hold: " + holds + ".")
                        .with("currentStatus", OrderStatus.PLACED.name())
                        .with("allowedActions", List.of())
                        .with("holds", holds.stream().map(Enum::name).toList());
            case OrderRefusal.IllegalTransition(var _, var status, var allowed) ->
                Problem.of("illegal-transition", "The order is " + status + "; this cannot be done now.")
                        .with("currentStatus", status.name())
                        .with(
                                "allowedActions",
                                allowed.stream().map(OrderAction::wireName).toList());
            case OrderRefusal.OrderAlreadyShipped _ ->
                Problem.of("order-already-shipped", "The order has left the warehouse; it can be refunded.");
            case OrderRefusal.HoldSettlesItself(var _, var hold) ->
                illegal("The hold " + hold + " is settled by the saga, not by a person.");
            case OrderRefusal.StockNotCommitted _ -> illegal("The goods are not committed to the order yet.");
            case OrderRefusal.ShipmentPending(var _, var shipment) ->
                illegal("The money of shipment " + shipment + " is being captured; one shipment at a time.");
            case OrderRefusal.TooManyPieces(var _, var lines) ->
                illegal("Of line " + lines.getFirst().line() + " only "
                        + lines.getFirst().left() + " are left, "
                        + lines.getFirst().requested() + " were asked for.");
            case OrderRefusal.OverRefund(var _, var requested, var refundable) ->
                illegal("Only " + refundable.decimal() + " can be refunded, not " + requested.decimal() + ".");
            case OrderRefusal.UnknownShipment(var order, var shipment) ->
                Problem.of("not-found", "Order " + order + " has no shipment " + shipment + ".");
            case OrderRefusal.UnknownRefund(var order, var refund) ->
                Problem.of("not-found", "Order " + order + " has no refund " + refund + ".");
        };
    }

    private static Problem illegal(String sentence) {
        return Problem.of("illegal-transition", sentence);
    }

    static Problem absent(OrderId order) {
        return Problem.of("not-found", "There is no order " + order.value() + ".");
    }

    static Problem insufficientStock(List<OrderJson.Lacking> shortages) {
        OrderJson.Lacking first = shortages.getFirst();
        String more = shortages.size() == 1 ? "" : " (and " + (shortages.size() - 1) + " more products are short)";
        return Problem.of(
                        "insufficient-stock",
                        "Only " + first.available() + " of " + first.productId() + " are available, "
                                + first.requested() + " were asked for" + more + ".")
                .with("items", shortages);
    }

    static Problem declined(Order.Unpaid order) {
        Problem problem = Problem.of(
                        "payment-declined",
                        "The payment was declined: " + order.failure().reason() + ".")
                .with("orderId", order.facts().id().value())
                .with("reason", order.failure().reason());
        return problem.with("paymentId", order.payment().value());
    }

    static Problem unavailable(Order.Unpaid order) {
        return Problem.of(
                        "payment-unavailable",
                        "Payments cannot be taken at the moment. You have not been charged; please try again shortly.")
                .with("orderId", order.facts().id().value())
                .with("paymentId", order.payment().value())
                .retryAfter(RETRY_AFTER_SECONDS);
    }
}
