package waybill.order.domain;

/** The status of an order as clients see it (PRODUCT.md §2), derived from its state. */
public enum OrderStatus {
    PENDING,
    PLACED,
    CONFIRMED,
    PARTIALLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    PAYMENT_FAILED,
    CANCEL_PENDING,
    CANCELLED;

    /** The status of this order. */
    public static OrderStatus of(Order.Known order) {
        return switch (order) {
            case Order.AwaitingStock _, Order.AwaitingPayment _ -> PENDING;
            case Order.Placed _ -> PLACED;
            case Order.Confirmed _ -> CONFIRMED;
            case Order.Unpaid _ -> PAYMENT_FAILED;
            case Order.Cancelled _ -> CANCELLED;
        };
    }

    /** Whether the order has ended and never leaves this status. */
    public boolean isTerminal() {
        return switch (this) {
            case DELIVERED, CANCELLED -> true;
            case PENDING, PLACED, CONFIRMED, PARTIALLY_SHIPPED, SHIPPED, PAYMENT_FAILED, CANCEL_PENDING -> false;
        };
    }
}
