package waybill.server.input;

import static waybill.server.input.BadCase.bad;

import java.util.List;

/** Good requests that the present state does not allow. */
final class ConflictCases {
    private static final String ILLEGAL = "illegal-transition";

    static final List<BadCase> ORDERS = List.of(
            order(
                    "ship more than was ordered",
                    "CONFIRMED",
                    "fulfill",
                    "{\"items\":[{\"line\":1,\"quantity\":3}]}",
                    ILLEGAL),
            order("ship more than is open", "PARTLY", "fulfill", "{\"items\":[{\"line\":1,\"quantity\":3}]}", ILLEGAL),
            order(
                    "ship a line that is not there",
                    "CONFIRMED",
                    "fulfill",
                    "{\"items\":[{\"line\":2,\"quantity\":1}]}",
                    ILLEGAL),
            order("ship what has shipped", "SHIPPED", "fulfill", "{}", ILLEGAL),
            order("ship what is not confirmed", "PLACED", "fulfill", "{}", ILLEGAL),
            order("ship what is not paid", "UNPAID", "fulfill", "{}", ILLEGAL),
            order("ship what is cancelled", "CANCELLED", "fulfill", "{}", ILLEGAL),
            order("deliver before anything shipped", "CONFIRMED", "deliver", "{}", ILLEGAL),
            order("deliver before all has shipped", "PARTLY", "deliver", "{}", ILLEGAL),
            order("deliver what is cancelled", "CANCELLED", "deliver", "{}", ILLEGAL),
            order("process what is on hold", "HELD", "process", "{}", ILLEGAL),
            order("process what has shipped", "SHIPPED", "process", "{}", ILLEGAL),
            order("process what is cancelled", "CANCELLED", "process", "{}", ILLEGAL),
            order("process what is not paid", "UNPAID", "process", "{}", ILLEGAL),
            order("pay what is paid", "CONFIRMED", "payments", "{\"token\":\"tok_ok\"}", ILLEGAL),
            order("pay what is cancelled", "CANCELLED", "payments", "{\"token\":\"tok_ok\"}", ILLEGAL),
            order("refund more than was taken", "SHIPPED", "refunds", "{\"amount\":\"11.00\"}", "over-refund"),
            order("refund before anything was taken", "CONFIRMED", "refunds", "{\"amount\":\"1.00\"}", ILLEGAL),
            order(
                    "give back more pieces than shipped",
                    "PARTLY",
                    "refunds",
                    "{\"items\":[{\"line\":1,\"quantity\":2}]}",
                    ILLEGAL),
            order("hold what has shipped", "SHIPPED", "holds", "{\"reason\":\"too late\"}", ILLEGAL),
            order("hold what is cancelled", "CANCELLED", "holds", "{\"reason\":\"too late\"}", ILLEGAL),
            bad("cancel what has shipped", Ask.delete("/orders/@SHIPPED@"), 409, "order-already-shipped"),
            bad("cancel what is delivered", Ask.delete("/orders/@DELIVERED@"), 409, "order-already-shipped"),
            bad("send what has shipped elsewhere", Ask.put("/orders/@SHIPPED@", address()), 409, ILLEGAL),
            bad("send what is cancelled elsewhere", Ask.put("/orders/@CANCELLED@", address()), 409, ILLEGAL),
            bad(
                    "end a hold that nobody knows",
                    Ask.delete("/orders/@HELD@/holds/NOBODY"),
                    400,
                    "validation-failed INVALID at /path/hold"),
            bad(
                    "end a hold with a name that is none",
                    Ask.delete("/orders/@HELD@/holds/operator"),
                    400,
                    "validation-failed INVALID at /path/hold"),
            bad("act on an order that is not there", Ask.post("/orders/@NOBODY@/process", "{}"), 404, "not-found"),
            bad(
                    "pay for an order that is not there",
                    Ask.post("/orders/@NOBODY@/payments", "{\"token\":\"tok_ok\"}"),
                    404,
                    "not-found"),
            bad(
                    "undo a saga that is over",
                    Ask.post("/sagas/@SHIPPED@/compensate", "{\"reason\":\"fraud\"}"),
                    409,
                    "order-already-shipped"),
            bad(
                    "order more than there is",
                    Ask.post("/orders", Orders.with("/items/0/quantity", "1000000")),
                    409,
                    "insufficient-stock"),
            bad(
                    "order what nobody sells",
                    Ask.post("/orders", Orders.with("/items/0/productId", "\"NEVER-SEEN\"")),
                    409,
                    "insufficient-stock"),
            bad(
                    "expect another total",
                    Ask.post("/orders", Orders.with("/expectedTotal", "\"20.00\"")),
                    409,
                    "total-mismatch"));

    static final List<BadCase> STOCK = List.of(
            bad(
                    "reserve other goods for the same order",
                    Ask.post("/inventory/reserve", reserve("RESERVED", "INPUT-GOODS", 1)),
                    409,
                    "already-reserved"),
            bad(
                    "reserve more than there is",
                    Ask.post("/inventory/reserve", reserve("NOBODY", "INPUT-FEW", 3)),
                    409,
                    "insufficient-stock"),
            bad(
                    "reserve what nobody has received",
                    Ask.post("/inventory/reserve", reserve("NOBODY", "NEVER-SEEN", 1)),
                    409,
                    "insufficient-stock"),
            bad(
                    "reserve after the release",
                    Ask.post("/inventory/reserve", reserve("RELEASED", "INPUT-GOODS", 1)),
                    409,
                    "reservation-released"),
            bad(
                    "take away what is promised",
                    Ask.post("/inventory/adjust", adjust("INPUT-FEW", -3)),
                    409,
                    "below-promised"),
            bad(
                    "take away more than is there",
                    Ask.post("/inventory/adjust", adjust("INPUT-FEW", -1_000_000)),
                    409,
                    "below-promised"),
            bad(
                    "count what nobody has received",
                    Ask.post("/inventory/adjust", adjust("NEVER-SEEN", 1)),
                    404,
                    "not-found"));

    static final List<BadCase> MONEY = List.of(
            pay("take more than is set aside", "capture", "AUTHORIZED", "\"21.99\"", "over-capture"),
            pay("take what was taken", "capture", "CAPTURED", "\"0.01\"", "over-capture"),
            pay("take what was set free", "capture", "VOIDED", "\"1.00\"", ILLEGAL),
            pay("give back before anything was taken", "refund", "AUTHORIZED", "\"1.00\"", "over-refund"),
            pay("give back more than was taken", "refund", "CAPTURED", "\"21.99\"", "over-refund"),
            pay("give back what was set free", "refund", "VOIDED", "\"1.00\"", "over-refund"),
            bad("set free what was taken", Ask.post("/payments/void", "{\"paymentId\":\"@CAPTURED@\"}"), 409, ILLEGAL),
            bad(
                    "set aside twice",
                    Ask.post(
                            "/payments/authorize",
                            "{\"orderId\":\"@AUTHORIZED_ORDER@\",\"amount\":\"1.00\",\"currency\":\"EUR\",\"token\":\"tok_ok\"}"),
                    409,
                    "already-authorized"),
            bad(
                    "take what is not there",
                    Ask.post("/payments/capture", "{\"paymentId\":\"pay_01kantm5x9f3sb2q7h6m0r4d8e\"}"),
                    404,
                    "not-found"));

    private ConflictCases() {}

    private static BadCase order(String name, String order, String what, String json, String slug) {
        return bad(name, Ask.post("/orders/@" + order + "@/" + what, json), 409, slug);
    }

    private static BadCase pay(String name, String what, String payment, String amount, String slug) {
        return bad(
                name,
                Ask.post("/payments/" + what, "{\"paymentId\":\"@" + payment + "@\",\"amount\":" + amount + "}"),
                409,
                slug);
    }

    private static String reserve(String order, String product, int quantity) {
        return "{\"orderId\":\"@" + order + "@\",\"items\":[{\"productId\":\"" + product + "\",\"quantity\":" + quantity
                + "}]}";
    }

    private static String adjust(String product, int quantity) {
        return "{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}";
    }

    private static String address() {
        return "{\"shippingAddress\":{\"street\":\"2 Side St\",\"city\":\"Berlin\",\"zip\":\"10117\",\"country\":\"DE\"}}";
    }
}
