package waybill.server.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What was refused under a key stays refused under it, to the last letter, even if it would be obeyed by now. */
class KeptRefusalsTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    private static final OrderWrites ORDERS = new OrderWrites(SHOP);

    /** What is said about what does not exist; other requests say the same about something else that does not. */
    record Absent(String operation, Supplier<Ask> ask) {
        @Override
        public String toString() {
            return operation;
        }
    }

    static List<Absent> absent() {
        return List.of(
                ofOrder("PUT", "/orders/%s", """
                        {"shippingAddress":{"street":"1 Side St","city":"Berlin","zip":"10115","country":"DE"}}"""),
                ofOrder("DELETE", "/orders/%s", ""),
                ofOrder("POST", "/orders/%s/process", "{}"),
                ofOrder("POST", "/orders/%s/fulfill", "{}"),
                ofOrder("POST", "/orders/%s/deliver", "{}"),
                ofOrder("POST", "/orders/%s/payments", "{\"token\":\"tok_ok\"}"),
                ofOrder("POST", "/orders/%s/refunds", "{\"amount\":\"1.00\"}"),
                ofOrder("POST", "/orders/%s/holds", "{\"reason\":\"r\"}"),
                ofOrder("DELETE", "/orders/%s/holds/OPERATOR", ""),
                ofOrder("POST", "/sagas/%s/retry", "{\"reason\":\"r\"}"),
                ofOrder("POST", "/sagas/%s/compensate", "{\"reason\":\"r\"}"),
                new Absent("forget", () -> Ask.post("/customers/nobody-" + SHOP.newKey() + "/forget", "{}")),
                ofPayment("/payments/capture", "{\"paymentId\":\"%s\"}"),
                ofPayment("/payments/void", "{\"paymentId\":\"%s\"}"),
                ofPayment("/payments/refund", "{\"paymentId\":\"%s\",\"amount\":\"1.00\"}"),
                ofPayment("/payments/%s/reconcile", "{}"),
                new Absent(
                        "retry parked", () -> Ask.post("/parked-events/payment-order-1-" + number() + "/retry", "{}")),
                new Absent(
                        "discard parked",
                        () -> Ask.post(
                                "/parked-events/payment-order-1-" + number() + "/discard", "{\"reason\":\"r\"}")));
    }

    private static String number() {
        return "77" + SHOP.newKey().replaceAll("\\D", "");
    }

    private static Absent ofOrder(String method, String target, String body) {
        return new Absent(method + " " + target, () -> new Ask(method, target.formatted(SHOP.newOrderId()), body));
    }

    private static Absent ofPayment(String target, String body) {
        return new Absent(target, () -> {
            String payment = SHOP.newOrderId().replace("ord_", "pay_");
            return Ask.post(target.formatted(payment), body.formatted(payment));
        });
    }

    @ParameterizedTest
    @MethodSource("absent")
    void what_was_not_there_stays_so_under_its_key(Absent absent) {
        Ask ask = absent.ask().get();
        String key = SHOP.newKey();
        Reply first = ask.under(SHOP, key);
        assertThat(first.status()).isEqualTo(404);
        assertReplayed(ask.under(SHOP, key), first);
        assertThat(absent.ask().get().under(SHOP, key).status()).isEqualTo(422);
    }

    private static void assertReplayed(Reply again, Reply first) {
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    /** Something refused, and what makes it possible afterwards. */
    record Refused(String name, int status, Ask ask, Runnable change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Supplier<Refused>> refused() {
        return List.of(
                KeptRefusalsTest::orderOfWhatIsOutOfStock,
                KeptRefusalsTest::placingDeclined,
                KeptRefusalsTest::processingWhatIsHeld,
                KeptRefusalsTest::deliveringWhatHasNotLeft,
                KeptRefusalsTest::fulfillingWhatIsNotConfirmed,
                KeptRefusalsTest::refundingWhatIsNotPaid,
                KeptRefusalsTest::reservingTooMuch,
                KeptRefusalsTest::adjustingBelowNothing,
                KeptRefusalsTest::authorizingDeclined,
                KeptRefusalsTest::refundingWhatIsNotCaptured,
                KeptRefusalsTest::forgettingSomebodyUnknown);
    }

    private static void received(String product) {
        SHOP.post("/inventory/receive", "{\"productId\":\"" + product + "\",\"quantity\":100}");
    }

    private static Refused orderOfWhatIsOutOfStock() {
        String product = SHOP.stocked(1);
        return new Refused(
                "out of stock", 409, Ask.post("/orders", Basket.of(product, 2).json()), () -> received(product));
    }

    private static Refused placingDeclined() {
        return new Refused(
                "declined",
                402,
                Ask.post(
                        "/orders",
                        Basket.of(SHOP.stocked(5), 1).paidWith("tok_declined").json()),
                () -> {});
    }

    private static Refused processingWhatIsHeld() {
        String order = ORDERS.placed(Basket.of(SHOP.stocked(5), 1).confirmedByHand());
        SHOP.post("/orders/" + order + "/holds", "{\"reason\":\"r\"}");
        return new Refused(
                "held",
                409,
                Ask.post("/orders/" + order + "/process", "{}"),
                () -> Ask.delete("/orders/" + order + "/holds/OPERATOR").under(SHOP, SHOP.newKey()));
    }

    private static Refused deliveringWhatHasNotLeft() {
        String order = ORDERS.confirmed();
        return new Refused(
                "not left",
                409,
                Ask.post("/orders/" + order + "/deliver", "{}"),
                () -> Ask.post("/orders/" + order + "/fulfill", "{}").under(SHOP, SHOP.newKey()));
    }

    private static Refused fulfillingWhatIsNotConfirmed() {
        String order = ORDERS.placed(Basket.of(SHOP.stocked(5), 1).confirmedByHand());
        return new Refused(
                "not confirmed",
                409,
                Ask.post("/orders/" + order + "/fulfill", "{}"),
                () -> Ask.post("/orders/" + order + "/process", "{}").under(SHOP, SHOP.newKey()));
    }

    private static Refused refundingWhatIsNotPaid() {
        String order = ORDERS.confirmed();
        return new Refused(
                "not paid",
                409,
                Ask.post("/orders/" + order + "/refunds", "{\"amount\":\"1.00\"}"),
                () -> Ask.post("/orders/" + order + "/fulfill", "{}").under(SHOP, SHOP.newKey()));
    }

    private static Refused reservingTooMuch() {
        String product = SHOP.stocked(1);
        String body = "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"%s\",\"quantity\":2}]}"
                .formatted(SHOP.newOrderId(), product);
        return new Refused("too much", 409, Ask.post("/inventory/reserve", body), () -> received(product));
    }

    private static Refused adjustingBelowNothing() {
        String product = SHOP.stocked(1);
        return new Refused(
                "below nothing",
                409,
                Ask.post("/inventory/adjust", "{\"productId\":\"" + product + "\",\"quantity\":-2}"),
                () -> received(product));
    }

    private static Refused authorizingDeclined() {
        String body =
                "{\"orderId\":\"" + SHOP.newOrderId() + "\",\"amount\":\"1.00\",\"currency\":\"EUR\",\"token\":\"%s\"}";
        return new Refused(
                "declined by the gateway",
                402,
                Ask.post("/payments/authorize", body.formatted("tok_declined")),
                () -> SHOP.post("/payments/authorize", body.formatted("tok_ok")));
    }

    private static Refused refundingWhatIsNotCaptured() {
        String payment = SHOP.post(
                        "/payments/authorize",
                        "{\"orderId\":\"" + SHOP.newOrderId()
                                + "\",\"amount\":\"9.00\",\"currency\":\"EUR\",\"token\":\"tok_ok\"}")
                .json()
                .get("id")
                .asText();
        return new Refused(
                "not captured",
                409,
                Ask.post("/payments/refund", "{\"paymentId\":\"" + payment + "\",\"amount\":\"1.00\"}"),
                () -> SHOP.post("/payments/capture", "{\"paymentId\":\"" + payment + "\"}"));
    }

    private static Refused forgettingSomebodyUnknown() {
        String customer = "late-" + SHOP.newKey();
        String basket = Plain.changed(Basket.of(SHOP.stocked(5), 1).json(), "/customer/id", "\"" + customer + "\"");
        return new Refused("unknown", 404, Ask.post("/customers/" + customer + "/forget", "{}"), () -> {
            Reply placed = SHOP.post("/orders", basket);
            Eventually.holds(() -> assertThat(SHOP.get("/orders?q=" + customer).body())
                    .contains(placed.json().get("id").asText()));
        });
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_refusal_stays_one_even_if_it_would_be_obeyed_by_now(Supplier<Refused> some) {
        Refused refused = some.get();
        String key = SHOP.newKey();
        Reply first = refused.ask().under(SHOP, key);
        assertThat(first.status()).as(first.body()).isEqualTo(refused.status());
        refused.change().run();
        assertReplayed(refused.ask().under(SHOP, key), first);
    }
}
