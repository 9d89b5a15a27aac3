package waybill.order.domain;

import java.util.List;

/** What a client may do next with an order; each of them would be accepted now. */
public enum OrderAction {
    /** Confirm a placed order: {@code POST /orders/{id}/process}. */
    PROCESS("process"),
    /** Pay again: {@code POST /orders/{id}/payments}. */
    PAY("pay");

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
        return switch (order) {
            case Order.Placed was when was.facts().holds().isEmpty() -> List.of(PROCESS);
            case Order.Unpaid _ -> List.of(PAY);
            case Order.AwaitingStock _, Order.AwaitingPayment _, Order.Placed _, Order.Confirmed _, Order.Cancelled _ ->
                List.of();
        };
    }
}
