package waybill.bench.anchors;

/** The five steps of an order, each with the event it leaves. */
enum SagaStep {
    PLACE(1, "OrderPlaced"),
    RESERVE(2, "StockReserved"),
    INITIATE_PAYMENT(3, "PaymentInitiated"),
    AUTHORIZE_PAYMENT(4, "PaymentAuthorized"),
    CONFIRM(5, "OrderConfirmed");

    private final int version;
    private final String type;

    SagaStep(int version, String type) {
        this.version = version;
        this.type = type;
    }

    int version() {
        return version;
    }

    String type() {
        return type;
    }

    String data(Draft order) {
        return switch (this) {
            case PLACE -> order.placed();
            case RESERVE -> order.reserved();
            case INITIATE_PAYMENT -> order.initiated();
            case AUTHORIZE_PAYMENT -> order.authorized();
            case CONFIRM -> order.confirmed();
        };
    }
}
