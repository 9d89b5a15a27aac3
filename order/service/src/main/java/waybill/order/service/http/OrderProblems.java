package waybill.order.service.http;

import java.util.List;
import waybill.engine.http.Problem;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderAction;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderStatus;
import waybill.order.service.Transfers;

/** What the order service refuses, and how a saga failed, as a sentence for a person and a code for a program. */
final class OrderProblems {
    private static final int RETRY_AFTER_SECONDS = 30;

    private OrderProblems() {}

    /** What an order in this state refuses. */
    static Problem of(OrderRefusal refusal, Order order) {
        return switch (refusal) {
            case OrderRefusal.UnknownOrder(var id) -> absent(id);
            case OrderRefusal.OrderAlreadyExists(var id) ->
                throw new IllegalStateException("a fresh id was not fresh: " + id);
            case OrderRefusal.TotalMismatch mismatch -> mismatch(mismatch);
            case OrderRefusal.OrderOnHold(var _, var holds) ->
                illegal(order, "The order is on hold: " + holds + ".")
                        .with("holds", holds.stream().map(Enum::name).toList());
            case OrderRefusal.IllegalTransition(var _, var status, var _) ->
                illegal(order, "The order is " + status + "; this cannot be done now.");
            case OrderRefusal.OrderAlreadyShipped _ ->
                situated("order-already-shipped", order, "The order has left the warehouse; it can be refunded.");
            case OrderRefusal.HoldSettlesItself(var _, var hold) ->
                illegal(order, "The hold " + hold + " is settled by the saga, not by a person.");
            case OrderRefusal.StockNotCommitted _ ->
                illegal(order, "Inventory has not committed the goods to the order yet; try again in a moment.");
            case OrderRefusal.ShipmentPending(var _, var shipment) ->
                illegal(order, "The money of shipment " + shipment + " is being captured; one shipment at a time.");
            case OrderRefusal.TooManyPieces(var _, var lines) -> illegal(order, tooMany(lines.getFirst()));
            case OrderRefusal.OverRefund over -> overRefund(over);
            case OrderRefusal.UnknownShipment(var id, var shipment) ->
                Problem.of("not-found", "Order " + id + " has no shipment " + shipment + ".");
            case OrderRefusal.UnknownRefund(var id, var refund) ->
                Problem.of("not-found", "Order " + id + " has no refund " + refund + ".");
        };
    }

    private static Problem mismatch(OrderRefusal.TotalMismatch mismatch) {
        return Problem.of(
                        "total-mismatch",
                        "The lines sum up to " + mismatch.total().decimal() + ", not to "
                                + mismatch.expected().decimal() + ".")
                .with("expectedTotal", mismatch.expected().decimal())
                .with("total", mismatch.total().decimal())
                .with("currency", mismatch.total().currency().getCurrencyCode());
    }

    private static String tooMany(OrderRefusal.Excess excess) {
        return "Of line " + excess.line() + " only " + excess.left() + " are left, " + excess.requested()
                + " were asked for.";
    }

    private static Problem overRefund(OrderRefusal.OverRefund over) {
        return Problem.of(
                        "over-refund",
                        "Only " + over.refundable().decimal() + " can be refunded, not "
                                + over.requested().decimal() + ".")
                .with("requested", over.requested().decimal())
                .with("available", over.refundable().decimal());
    }

    /** Not in this state; says which it is, and what is allowed instead. */
    static Problem illegal(Order order, String sentence) {
        return situated("illegal-transition", order, sentence);
    }

    private static Problem situated(String slug, Order order, String sentence) {
        if (!(order instanceof Order.Known known)) {
            throw new IllegalStateException("an order that is not there refuses nothing but that");
        }
        return Problem.of(slug, sentence)
                .with("currentStatus", OrderStatus.of(known).name())
                .with(
                        "allowedActions",
                        OrderAction.of(known).stream()
                                .map(OrderAction::wireName)
                                .toList());
    }

    /** The money of a shipment was not captured, and nothing was shipped. */
    static Problem unpaid(Order.Known order, String reason, boolean retryable) {
        if (retryable) {
            return Problem.of(
                            "payment-unavailable",
                            "Payments cannot be taken now. Nothing was charged and nothing was shipped; repeat it.")
                    .with("orderId", order.facts().id().value())
                    .with("paymentId", paymentId(order))
                    .retryAfter(RETRY_AFTER_SECONDS);
        }
        return switch (reason) {
            case Transfers.EXPIRED ->
                Problem.of("authorization-expired", "The authorization has run out; nothing was shipped.")
                        .with("orderId", order.facts().id().value())
                        .with("paymentId", paymentId(order));
            case Transfers.TOO_MUCH ->
                Problem.of("over-capture", "Payment has less left than these goods cost; nothing was shipped.")
                        .with("orderId", order.facts().id().value())
                        .with("paymentId", paymentId(order));
            case Order.Failure.STOCK_RELEASED ->
                illegal(order, "The goods were released while payment was asked. Nothing was shipped.");
            default -> refused(order, reason, "The payment was declined: " + reason + ". Nothing was shipped.");
        };
    }

    /** Captured money has not gone back. */
    static Problem notRefunded(Order.Known order, String reason, boolean retryable) {
        return retryable
                ? Problem.of(
                                "payment-unavailable",
                                "Money cannot be given back at the moment. Nothing was moved; repeat the request.")
                        .with("orderId", order.facts().id().value())
                        .with("paymentId", paymentId(order))
                        .retryAfter(RETRY_AFTER_SECONDS)
                : refused(order, reason, "The refund was declined: " + reason + ".");
    }

    private static Problem refused(Order.Known order, String reason, String sentence) {
        return Problem.of("payment-declined", sentence)
                .with("orderId", order.facts().id().value())
                .with("reason", reason)
                .with("paymentId", paymentId(order));
    }

    private static String paymentId(Order.Known order) {
        return Order.payment(order)
                .orElseThrow(() -> new IllegalStateException("an order without a payment moves no money"))
                .value();
    }

    /** The goods were let go while the money was on its way; the money is given back. */
    static Problem stockReleased(Order.Unpaid order) {
        return Problem.of(
                        "insufficient-stock",
                        "The goods were released while they were being paid for; you have not been charged.")
                .with("orderId", order.facts().id().value())
                .with("reason", order.failure().reason())
                .with("items", OrderJson.Lacking.of(order.failure().shortages()));
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
