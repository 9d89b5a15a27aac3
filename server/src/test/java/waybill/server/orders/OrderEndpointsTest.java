package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

class OrderEndpointsTest {
    private static final String NO_ORDER = "ord_01kantm5x9f3sb2q7h6m0r4d8e";
    private static final String EACH_STEP_DONE = """
            [{"name":"CREATE_ORDER","state":"DONE","at":"then"},
             {"name":"RESERVE_INVENTORY","state":"DONE","at":"then"},
             {"name":"AUTHORIZE_PAYMENT","state":"DONE","at":"then"},
             {"name":"CONFIRM_ORDER","state":"DONE","at":"then"}]""";

    private static final String CONFIRMED_MAY = "[\"fulfill\",\"cancel\",\"updateAddress\",\"hold\"]";
    private static final String PENDING_MAY = "[\"cancel\",\"updateAddress\",\"hold\"]";

    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void an_order_is_confirmed_before_it_is_answered() {
        String product = SHOP.stocked(5);
        Reply reply =
                SHOP.place(Basket.of(product, 2).with("\"expectedTotal\":\"21.98\",\"metadata\":{\"cart\":\"77\"}"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/orders/" + id(reply));
        assertThat(reply.header("ETag")).isEqualTo("\"" + reply.json().get("version") + "\"");
        assertThat(Plain.of(reply)).isEqualTo(Plain.of("""
                {"id":"ord_*","status":"CONFIRMED","paymentStatus":"AUTHORIZED","fulfillmentStatus":"UNFULFILLED",
                 "version":0,"currency":"EUR","total":"21.98","captured":"0.00","refunded":"0.00",
                 "items":[{"line":1,"productId":"%s","name":"T-shirt","quantity":2,"price":"10.99","subtotal":"21.98",
                   "shipped":0,"cancelled":0,"refunded":0}],
                 "customer":{"id":"cust123","name":"Ada","email":"ada@example.com"},
                 "shippingAddress":{"street":"1 Main St","city":"Berlin","zip":"10115","country":"DE"},
                 "payment":{"paymentId":"pay_*","method":"card"},"holds":[],"failure":null,"cancellation":null,
                 "shipments":[],"refunds":[],
                 "saga":{"state":"COMPLETED","step":"CONFIRM_ORDER","deadline":null,"steps":%s,"compensations":[]},
                 "actions":%s,"metadata":{"cart":"77"},"createdAt":"then","updatedAt":"then"}
                """.formatted(product, EACH_STEP_DONE, CONFIRMED_MAY)));
        assertThat(Plain.of(SHOP.get("/orders/" + id(reply)))).isEqualTo(Plain.of(reply));
        Eventually.holds(() -> assertThat(SHOP.stock(product)).isEqualTo("""
                {"productId":"%s","name":null,"onHand":5,"available":3,"held":0,"committed":2}""".formatted(product)));
    }

    @Test
    void an_order_to_be_confirmed_by_hand_is_placed_and_waits_for_process() {
        Reply placed = SHOP.place(Basket.of(SHOP.stocked(5), 2).confirmedByHand());
        assertThat(placed.status()).isEqualTo(201);
        assertThat(state(placed))
                .isEqualTo(
                        "PLACED AUTHORIZED RUNNING at CONFIRM_ORDER may [\"process\",\"cancel\",\"updateAddress\",\"hold\"]");

        Reply processed = SHOP.post("/orders/" + id(placed) + "/process", "{}");
        assertThat(processed.status()).isEqualTo(200);
        assertThat(processed.header("ETag")).isEqualTo("\"" + processed.json().get("version") + "\"");
        assertThat(state(processed)).isEqualTo("CONFIRMED AUTHORIZED COMPLETED at CONFIRM_ORDER may " + CONFIRMED_MAY);

        Eventually.holds(() -> assertThat(SHOP.story(id(placed))).contains("inventory.committed.v1"));
        JsonNode confirmed = SHOP.order(id(placed));
        Reply again = SHOP.post("/orders/" + id(placed) + "/process", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(confirmed);
    }

    @Test
    void who_does_not_want_to_wait_gets_the_order_as_it_is() {
        for (String preference : List.of("respond-async", "wait=0")) {
            Reply reply = SHOP.place(Basket.of(SHOP.stocked(5), 2), "Prefer", preference);

            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.header("Preference-Applied")).isEqualTo(preference);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(reply.header("Location")).isEqualTo("/orders/" + id(reply));
            assertThat(reply.header("ETag")).isEqualTo("\"1\"");
            assertThat(state(reply)).isEqualTo("PENDING PENDING RUNNING at RESERVE_INVENTORY may " + PENDING_MAY);
            assertThat(reply.json().at("/saga/deadline").isNull()).isFalse();
            Eventually.holds(() ->
                    assertThat(SHOP.order(id(reply)).get("status").asText()).isEqualTo("CONFIRMED"));
        }
    }

    @Test
    void an_order_that_is_not_settled_in_time_is_answered_as_it_is() {
        String key = SHOP.newKey();
        String slow = Basket.of(SHOP.stocked(5), 2).paidWith("tok_slow_2500").json();
        Reply reply = SHOP.postAs(key, "/orders", slow, "Prefer", "wait=1");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(state(reply)).isEqualTo("PENDING PENDING RUNNING at AUTHORIZE_PAYMENT may " + PENDING_MAY);
        assertThat(SHOP.post("/orders/" + id(reply) + "/process", "{}").status())
                .isEqualTo(409);

        Reply later = SHOP.postAs(key, "/orders", slow, "Prefer", "wait=30");
        assertThat(later.status()).isEqualTo(201);
        assertThat(later.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(id(later)).isEqualTo(id(reply));
        assertThat(state(later)).isEqualTo("CONFIRMED AUTHORIZED COMPLETED at CONFIRM_ORDER may " + CONFIRMED_MAY);
    }

    @Test
    void a_declined_order_gives_its_goods_back_and_can_be_paid_again() {
        String product = SHOP.stocked(5);
        Reply declined = SHOP.place(Basket.of(product, 2).paidWith("tok_insufficient_funds"));
        String order = declined.json().get("orderId").asText();
        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.header("Location")).isEqualTo("/orders/" + order);
        assertThat(Plain.of(declined))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(402, "payment-declined", "The payment was declined"),
                        "The payment was declined: INSUFFICIENT_FUNDS.",
                        "/orders",
                        "\"orderId\":\"ord_*\",\"reason\":\"INSUFFICIENT_FUNDS\",\"paymentId\":\"pay_*\""));

        Eventually.holds(
                () -> assertThat(SHOP.order(order).at("/saga/compensations").toString())
                        .contains("\"name\":\"RELEASE_INVENTORY\",\"attempt\":1,\"state\":\"DONE\""));
        JsonNode failed = Plain.of(SHOP.get("/orders/" + order));
        assertThat(failed.get("failure")).isEqualTo(Plain.read("""
                {"reason":"INSUFFICIENT_FUNDS","retryable":false,"items":[],"at":"then"}"""));
        assertThat(state(SHOP.get("/orders/" + order)))
                .isEqualTo(
                        "PAYMENT_FAILED DECLINED FAILED at AUTHORIZE_PAYMENT may [\"pay\",\"cancel\",\"updateAddress\",\"hold\"]");
        assertThat(SHOP.stock(product)).isEqualTo("""
                {"productId":"%s","name":null,"onHand":5,"available":5,"held":0,"committed":0}""".formatted(product));

        Reply again = SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_declined\"}");
        assertThat(again.status()).isEqualTo(402);
        Reply paid = SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}");
        assertThat(paid.status()).isEqualTo(200);
        assertThat(state(paid)).isEqualTo("CONFIRMED AUTHORIZED COMPLETED at CONFIRM_ORDER may " + CONFIRMED_MAY);
        assertThat(Plain.of(paid.body()).at("/saga/compensations")).isEqualTo(Plain.read("""
                [{"name":"RELEASE_INVENTORY","attempt":1,"state":"DONE","at":"then"},
                 {"name":"RELEASE_INVENTORY","attempt":2,"state":"DONE","at":"then"}]"""));
        assertThat(SHOP.get("/payments?orderId=" + order).json().findValuesAsText("attempt"))
                .containsExactly("1", "2", "3");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":3,\"held\":0,\"committed\":2"));
    }

    @Test
    void only_an_order_whose_payment_failed_can_be_paid_again() {
        String order = id(SHOP.place(Basket.of(SHOP.stocked(5), 2)));
        Reply reply = SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(Plain.of(reply))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "illegal-transition", "Not possible in the present state"),
                        "The order is CONFIRMED; this cannot be done now.",
                        "/orders/ord_*/payments",
                        "\"currentStatus\":\"CONFIRMED\",\"allowedActions\":" + CONFIRMED_MAY));
        assertThat(SHOP.get("/payments?orderId=" + order).json().get("data")).hasSize(1);
    }

    @Test
    void too_little_stock_makes_no_order() {
        String product = SHOP.stocked(1);
        String before = SHOP.position("order");
        Reply reply = SHOP.place(Basket.of(product, 2));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(Plain.of(reply))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "insufficient-stock", "There is not enough stock"),
                        "Only 1 of " + product + " are available, 2 were asked for.",
                        "/orders",
                        "\"items\":[{\"productId\":\"" + product + "\",\"requested\":2,\"available\":1}]"));
        assertThat(SHOP.place(Basket.of(SHOP.newProduct(), 1))
                        .json()
                        .at("/items/0/available")
                        .asInt())
                .isZero();
        assertThat(SHOP.feed("order", before)).isEmpty();
        assertThat(SHOP.stock(product)).contains("\"available\":1,\"held\":0,\"committed\":0");
    }

    @Test
    void an_order_whose_goods_are_gone_when_it_is_paid_again_is_cancelled() {
        String product = SHOP.stocked(2);
        String order = SHOP.place(Basket.of(product, 2).paidWith("tok_declined"))
                .json()
                .get("orderId")
                .asText();
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":2"));
        assertThat(SHOP.place(Basket.of(product, 2)).status()).isEqualTo(201);

        Reply reply = SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(Plain.of(reply))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "insufficient-stock", "There is not enough stock"),
                        "Only 0 of " + product + " are available, 2 were asked for.",
                        "/orders/ord_*/payments",
                        "\"items\":[{\"productId\":\"" + product
                                + "\",\"requested\":2,\"available\":0}],\"orderId\":\"ord_*\""));
        assertThat(state(SHOP.get("/orders/" + order))).startsWith("CANCELLED ").endsWith(" may []");
        assertThat(Plain.of(SHOP.get("/orders/" + order)).get("cancellation").toString())
                .contains("\"reason\":\"OUT_OF_STOCK\"");
        assertThat(SHOP.get("/payments?orderId=" + order).json().get("data")).hasSize(1);
    }

    @Test
    void stock_is_never_oversold_however_many_want_it_at_once() {
        String product = SHOP.stocked(5);
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(20, number -> replies.put(number, SHOP.place(Basket.of(product, 1), "Prefer", "wait=30")));

        assertThat(replies.values()).filteredOn(reply -> reply.status() == 201).hasSize(5);
        assertThat(replies.values()).filteredOn(reply -> reply.status() == 409).hasSize(15);
        for (Reply reply : replies.values()) {
            JsonNode made = reply.json().path("orderId");
            if (!made.isMissingNode()) {
                JsonNode order = SHOP.order(made.asText());
                assertThat(order.get("status").asText()).isEqualTo("CANCELLED");
                assertThat(order.at("/cancellation/reason").asText()).isEqualTo("OUT_OF_STOCK");
                assertThat(order.at("/saga/step").asText()).isEqualTo("RESERVE_INVENTORY");
                assertThat(SHOP.get("/payments?orderId=" + made.asText()).json().get("data"))
                        .isEmpty();
            }
        }
        Eventually.holds(() -> assertThat(SHOP.stock(product)).isEqualTo("""
                {"productId":"%s","name":null,"onHand":5,"available":0,"held":0,"committed":5}""".formatted(product)));
    }

    @Test
    void after_an_outage_of_the_gateway_the_same_request_pays_the_same_order() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();
        String basket = Basket.of(product, 2).paidWith("tok_error_once").json();
        Reply away = SHOP.postAs(key, "/orders", basket);
        String order = away.json().get("orderId").asText();

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("30");
        assertThat(away.header("Location")).isEqualTo("/orders/" + order);
        assertThat(Plain.of(away))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(503, "payment-unavailable", "Payments are not possible right now"),
                        "Payments cannot be taken at the moment. You have not been charged; please try again shortly.",
                        "/orders",
                        "\"orderId\":\"ord_*\",\"paymentId\":\"pay_*\",\"retryAfter\":30"));
        assertThat(SHOP.order(order).get("status").asText()).isEqualTo("PAYMENT_FAILED");

        Reply paid = SHOP.postAs(key, "/orders", basket);
        assertThat(paid.status()).isEqualTo(201);
        assertThat(id(paid)).isEqualTo(order);
        assertThat(state(paid)).isEqualTo("CONFIRMED AUTHORIZED COMPLETED at CONFIRM_ORDER may " + CONFIRMED_MAY);
        assertThat(SHOP.postAs(key, "/orders", basket).body()).isEqualTo(paid.body());
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":3,\"held\":0,\"committed\":2"));
    }

    @Test
    void while_the_gateway_is_away_every_repeat_says_so_and_another_token_helps() {
        String key = SHOP.newKey();
        String basket =
                Basket.of(SHOP.stocked(5), 2).paidWith("tok_unavailable").json();
        Reply away = SHOP.postAs(key, "/orders", basket);
        Reply stillAway = SHOP.postAs(key, "/orders", basket);
        String order = away.json().get("orderId").asText();

        assertThat(away.status()).isEqualTo(503);
        assertThat(stillAway.status()).isEqualTo(503);
        assertThat(stillAway.json().get("orderId").asText()).isEqualTo(order);
        Reply paid = SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}");
        assertThat(paid.status()).isEqualTo(200);
        assertThat(id(paid)).isEqualTo(order);
    }

    @Test
    void an_order_whose_goods_are_given_back_by_hand_while_it_is_paid_costs_nothing() {
        String product = SHOP.stocked(5);
        String order = id(SHOP.place(Basket.of(product, 2).paidWith("tok_slow_1000"), "Prefer", "wait=0"));
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"held\":2"));
        SHOP.post("/inventory/release", "{\"orderId\":\"" + order + "\"}");

        Eventually.holds(() -> assertThat(SHOP.get("/payments?orderId=" + order)
                        .json()
                        .at("/data/0/status")
                        .asText())
                .isEqualTo("VOIDED"));
        JsonNode failed = SHOP.order(order);
        assertThat(failed.get("status").asText()).isEqualTo("PAYMENT_FAILED");
        assertThat(failed.at("/failure/reason").asText()).isEqualTo("STOCK_RELEASED");
        assertThat(SHOP.stock(product)).contains("\"available\":5,\"held\":0,\"committed\":0");
    }

    @Test
    void a_total_that_the_client_did_not_expect_makes_no_order() {
        String before = SHOP.position("order");
        Reply reply = SHOP.place(Basket.of(SHOP.stocked(5), 2).with("\"expectedTotal\":20"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(Plain.of(reply))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "total-mismatch", "The total is not what the client expected"),
                        "The lines sum up to 21.98, not to 20.00.",
                        "/orders",
                        "\"expectedTotal\":\"20.00\",\"total\":\"21.98\",\"currency\":\"EUR\""));
        assertThat(SHOP.feed("order", before)).isEmpty();
    }

    @Test
    void an_order_nobody_made_is_not_found_wherever_it_is_asked_for() {
        for (String path : List.of("/orders/" + NO_ORDER, "/orders/" + NO_ORDER + "/events")) {
            assertThat(Plain.of(SHOP.get(path))).isEqualTo(absent(path));
        }
        String process = "/orders/" + NO_ORDER + "/process";
        assertThat(Plain.of(SHOP.post(process, "{}"))).isEqualTo(absent(process));
        String payments = "/orders/" + NO_ORDER + "/payments";
        assertThat(Plain.of(SHOP.post(payments, "{\"token\":\"tok_ok\"}"))).isEqualTo(absent(payments));
    }

    @Test
    void what_is_no_order_id_is_told_so() {
        for (String path : List.of("/orders/17", "/orders/ord_1", "/orders/pay_01kantm5x9f3sb2q7h6m0r4d8e/events")) {
            Reply reply = SHOP.get(path);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().get("errors").toString())
                    .isEqualTo("[{\"pointer\":\"/path/id\",\"code\":\"INVALID\","
                            + "\"message\":\"the path has no valid id.\"}]");
        }
    }

    @Test
    void a_version_that_the_client_has_is_not_sent_again() {
        String order = id(SHOP.place(Basket.of(SHOP.stocked(5), 2)));
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.committed.v1"));
        String tag = String.valueOf(SHOP.get("/orders/" + order).header("ETag"));

        for (String known : List.of(tag, "W/" + tag, "\"1\", " + tag)) {
            Reply same = SHOP.get("/orders/" + order, "If-None-Match", known);
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(same.header("ETag")).isEqualTo(tag);
        }
        assertThat(SHOP.get("/orders/" + order, "If-None-Match", "\"1\"").status())
                .isEqualTo(200);
    }

    private static JsonNode absent(String path) {
        return Plain.problem(
                new Plain.Kind(404, "not-found", "There is no such thing"),
                "There is no order " + NO_ORDER + ".",
                path,
                "");
    }

    private static String id(Reply reply) {
        return reply.json().get("id").asText();
    }

    /** The order in one line. */
    private static String state(Reply reply) {
        JsonNode order = reply.json();
        return "%s %s %s at %s may %s"
                .formatted(
                        order.get("status").asText(),
                        order.get("paymentStatus").asText(),
                        order.at("/saga/state").asText(),
                        order.at("/saga/step").asText(),
                        order.get("actions"));
    }
}
