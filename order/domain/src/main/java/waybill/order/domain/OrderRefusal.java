package waybill.order.domain;

import java.util.List;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;

/** Why an order says no, each with its facts. */
public sealed interface OrderRefusal {
    /** The order that says no. */
    OrderId order();

    /** There is no such order. */
    record UnknownOrder(OrderId order) implements OrderRefusal {}

    /** There is another order of this id. */
    record OrderAlreadyExists(OrderId order) implements OrderRefusal {}

    /** The client expected another price than the lines say; no order is made. */
    record TotalMismatch(OrderId order, Money expected, Money total) implements OrderRefusal {}

    /** The order is stopped, for these reasons. */
    record OrderOnHold(OrderId order, List<Hold.Kind> holds) implements OrderRefusal {
        public OrderOnHold {
            holds = List.copyOf(holds);
        }
    }

    /** Not in this status; these are allowed instead. */
    record IllegalTransition(OrderId order, OrderStatus status, List<OrderAction> allowed) implements OrderRefusal {
        public IllegalTransition {
            allowed = List.copyOf(allowed);
        }
    }

    /** Goods have left the warehouse; they can be refunded, not cancelled. */
    record OrderAlreadyShipped(OrderId order) implements OrderRefusal {}

    /** This hold is not a person's to remove: the saga settles it. */
    record HoldSettlesItself(OrderId order, Hold.Kind hold) implements OrderRefusal {}

    /** Inventory has not said yet that the goods are the order's for good; it usually does within moments. */
    record StockNotCommitted(OrderId order) implements OrderRefusal {}

    /** Another shipment's money is being captured; one at a time. */
    record ShipmentPending(OrderId order, ShipmentId shipment) implements OrderRefusal {}

    /** More pieces than are left of these lines. */
    record TooManyPieces(OrderId order, List<Excess> lines) implements OrderRefusal {
        public TooManyPieces {
            lines = List.copyOf(lines);
        }
    }

    /**
     * So many pieces were asked for, so many are left.
     *
     * @param line its number, as it was asked for
     * @param left 0 too if there is no such line
     */
    record Excess(int line, int requested, int left) {}

    /** More money than can be given back. */
    record OverRefund(OrderId order, Money requested, Money refundable) implements OrderRefusal {}

    /** The order has no such shipment. */
    record UnknownShipment(OrderId order, ShipmentId shipment) implements OrderRefusal {}

    /** The order has no such refund. */
    record UnknownRefund(OrderId order, RefundId refund) implements OrderRefusal {}
}
