package waybill.order.domain;

import java.util.List;
import waybill.kernel.Money;
import waybill.kernel.OrderId;

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
}
