package waybill.order.domain;

import java.util.ArrayList;
import java.util.List;
import waybill.order.domain.rules.OrderTable;
import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.Trigger;

/** What a client may do next with an order; each of them would be accepted now. */
public enum OrderAction {
    /** Confirm a placed order: {@code POST /orders/{id}/process}. */
    PROCESS("process"),
    /** Ship what is open, or a part of it: {@code POST /orders/{id}/fulfill}. */
    FULFILL("fulfill"),
    /** The customer has the goods: {@code POST /orders/{id}/deliver}. */
    DELIVER("deliver"),
    /** Pay again: {@code POST /orders/{id}/payments}. */
    PAY("pay"),
    /** Give captured money back: {@code POST /orders/{id}/refunds}. */
    REFUND("refund"),
    /** End it, or what is open of it: {@code DELETE /orders/{id}}. */
    CANCEL("cancel"),
    /** Send the goods somewhere else: {@code PUT /orders/{id}}. */
    UPDATE_ADDRESS("updateAddress"),
    /** Stop it: {@code POST /orders/{id}/holds}. */
    HOLD("hold"),
    /** Let it go on: {@code DELETE /orders/{id}/holds/OPERATOR}. */
    REMOVE_HOLD("removeHold");

    private final String wireName;

    OrderAction(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the API. */
    public String wireName() {
        return wireName;
    }

    /** What may be done now, in the order a client would think of it. */
    public static List<OrderAction> of(Order.Known order) {
        List<OrderAction> all = new ArrayList<>();
        for (OrderAction action : values()) {
            if (action.isOpen(order)) {
                all.add(action);
            }
        }
        return all;
    }

    private boolean isOpen(Order.Known order) {
        OrderFacts facts = order.facts();
        return switch (this) {
            case PROCESS -> order instanceof Order.Placed && facts.holds().isEmpty();
            // Goods that inventory has not committed yet are waited for, so shipping them is offered.
            case FULFILL -> isPacked(order) && facts.holds().isEmpty() && isStill(facts);
            case DELIVER -> order instanceof Order.Shipped;
            case PAY -> order instanceof Order.Unpaid;
            case REFUND ->
                isAllowed(order, Trigger.BEGIN_REFUND)
                        && !facts.fulfilment()
                                .refundable(facts.what().currency())
                                .isZero();
            case CANCEL -> !(order instanceof Order.Shipped) && isAllowed(order, Trigger.CANCEL) && isStill(facts);
            case UPDATE_ADDRESS -> isAllowed(order, Trigger.CHANGE_ADDRESS) && isStill(facts);
            case HOLD -> isAllowed(order, Trigger.ADD_HOLD) && !facts.isHeld(Hold.Kind.OPERATOR);
            case REMOVE_HOLD -> facts.isHeld(Hold.Kind.OPERATOR);
        };
    }

    private static boolean isPacked(Order.Known order) {
        return (order instanceof Order.Confirmed || order instanceof Order.PartiallyShipped)
                && !order.facts().has(OrderSaga.Mark.STOCK_RELEASED);
    }

    private static boolean isStill(OrderFacts facts) {
        return facts.fulfilment().pendingShipment().isEmpty();
    }

    private static boolean isAllowed(Order.Known order, Trigger trigger) {
        return switch (OrderTable.cell(OrderTable.State.of(order), trigger)) {
            case Move.GoTo _, Move.Stay _ -> true;
            case Move.Ignore _, Move.Refuse _ -> false;
        };
    }
}
