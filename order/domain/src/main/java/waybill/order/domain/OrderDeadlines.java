package waybill.order.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import waybill.kernel.OrderId;
import waybill.kernel.RefundId;
import waybill.order.domain.fulfilment.Fulfilment;
import waybill.order.domain.fulfilment.Refund;
import waybill.order.domain.fulfilment.Shipment;

/** By when something must have happened to an order, by name, and what is commanded when it has not. */
public final class OrderDeadlines {
    /** The saga must be through. */
    public static final String SAGA = "saga";

    /** The customer's chance to pay again ends. */
    public static final String PAYMENT_RETRY = "payment-retry";

    /** Inventory and payment must have closed the order that is to end. */
    public static final String CANCEL = "cancel";

    /** The money of the pending shipment must have been captured, or not. */
    public static final String SHIPMENT = "shipment";

    /** A name of this prefix and a refund id: the money must have gone back, or not. */
    public static final String REFUND = "refund-";

    private OrderDeadlines() {}

    /**
     * How long after a deadline has come the next one is.
     *
     * @param cancel for inventory and payment to close an order
     * @param chase for payment to answer about a capture or a refund
     */
    public record Spans(Duration cancel, Duration chase) {}

    /** The deadlines of this order, by name. */
    public static Map<String, Instant> of(Order order) {
        return switch (order) {
            case Order.Unplaced _, Order.Cancelled _ -> Map.of();
            case Order.Pending was -> Map.of(SAGA, was.deadline());
            case Order.Unpaid was -> Map.of(PAYMENT_RETRY, was.payableUntil());
            case Order.Cancelling was -> Map.of(CANCEL, was.deadline());
            case Order.Placed was -> under(was.facts().fulfilment());
            case Order.Confirmed was -> under(was.facts().fulfilment());
            case Order.PartiallyShipped was -> under(was.facts().fulfilment());
            case Order.Shipped was -> under(was.facts().fulfilment());
            case Order.Delivered was -> under(was.facts().fulfilment());
        };
    }

    /**
     * What a deadline of this name, when it comes, commands.
     *
     * @throws IllegalArgumentException if no deadline of an order is named so
     */
    public static OrderCommand commandAt(OrderId order, String deadline, Instant now, Spans spans) {
        if (deadline.startsWith(REFUND)) {
            RefundId refund = new RefundId(deadline.substring(REFUND.length()));
            return new FulfilmentCommand.ChaseRefund(order, refund, now.plus(spans.chase()), now);
        }
        if (deadline.equals(SHIPMENT)) {
            return new FulfilmentCommand.ChaseShipment(order, now.plus(spans.chase()), now);
        }
        Instant cancelBy = now.plus(spans.cancel());
        if (deadline.equals(SAGA)) {
            return new OrderCommand.TimeOutSaga(order, cancelBy, now);
        }
        if (deadline.equals(PAYMENT_RETRY)) {
            return new OrderCommand.CloseRetryWindow(order, cancelBy, now);
        }
        if (deadline.equals(CANCEL)) {
            return new OrderCommand.CancelAgain(order, cancelBy, now);
        }
        throw new IllegalArgumentException("not a deadline of an order: " + deadline);
    }

    /** Whether somebody's answer has been waited for longer than it may take. */
    public static boolean isOverdue(Order order, Instant now) {
        return of(order).values().stream().anyMatch(deadline -> !deadline.isAfter(now));
    }

    /** Most orders have nothing under way, and cost nothing here. */
    private static Map<String, Instant> under(Fulfilment fulfilment) {
        if (fulfilment.isEmpty()) {
            return Map.of();
        }
        Map<String, Instant> rows = new LinkedHashMap<>();
        for (Shipment shipment : fulfilment.shipments()) {
            if (shipment.state() instanceof Shipment.Pending(Instant deadline)) {
                rows.put(SHIPMENT, deadline);
            }
        }
        for (Refund refund : fulfilment.refunds()) {
            if (refund.state() instanceof Refund.Pending(Instant deadline)) {
                rows.put(REFUND + refund.id().value(), deadline);
            }
        }
        return rows;
    }
}
