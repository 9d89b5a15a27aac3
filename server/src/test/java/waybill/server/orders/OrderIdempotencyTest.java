package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

class OrderIdempotencyTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void the_same_request_written_differently_gets_the_first_answer_again() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();
        Reply first = SHOP.postAs(key, "/orders", Basket.of(product, 2).json());
        Reply again = SHOP.postAs("\"" + key + "\"", "/orders", """
                { "payment" : {"token":"tok_ok", "method":"card"},
                  "shippingAddress":{"country":"DE","zip":"10115","city":"Berlin","street":"1 Main St"},
                  "items":[ {"price":"10.99","quantity":2,"name":"T-shirt","productId":"%s"} ],
                  "currency":"EUR", "customer":{"email":"ada@example.com","name":"Ada","id":"cust123"} }
                """.formatted(product));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertReplayed(again, first);
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":3,\"held\":0,\"committed\":2"));
    }

    @Test
    void the_same_key_for_another_request_is_refused() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();
        SHOP.postAs(key, "/orders", Basket.of(product, 2).json());
        String before = SHOP.position("order");
        Reply other = SHOP.postAs(key, "/orders", Basket.of(product, 1).json());

        assertThat(other.status()).isEqualTo(422);
        assertThat(Plain.of(other))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(422, "idempotency-key-reused", "The key was used for another request"),
                        "This Idempotency-Key was used for another request; use a new key for a new request.",
                        "/orders",
                        ""));
        assertThat(SHOP.postAs(key, "/orders", Basket.of(SHOP.newProduct(), 1).json())
                        .status())
                .isEqualTo(422);
        assertThat(SHOP.feed("order", before)).isEmpty();
    }

    @Test
    void the_same_key_for_another_operation_is_another_key() {
        String key = SHOP.newKey();
        String product = SHOP.newProduct();
        String received = "{\"productId\":\"" + product + "\",\"quantity\":5}";
        assertThat(SHOP.postAs(key, "/inventory/receive", received).status()).isEqualTo(200);
        Reply placed = SHOP.postAs(
                key, "/orders", Basket.of(product, 2).confirmedByHand().json());
        assertThat(placed.status()).isEqualTo(201);
        String order = placed.json().get("id").asText();
        assertThat(SHOP.postAs(key, "/orders/" + order + "/process", "{}").status())
                .isEqualTo(200);
        assertThat(SHOP.postAs(key, "/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}")
                        .status())
                .isEqualTo(409);
        assertThat(SHOP.postAs(key, "/inventory/release", "{\"orderId\":\"" + order + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_same_key_for_the_same_operation_of_another_order_is_refused() {
        String one = SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        String other =
                SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        String key = SHOP.newKey();
        assertThat(SHOP.postAs(key, "/orders/" + one + "/process", "{}").status())
                .isEqualTo(200);
        assertThat(SHOP.postAs(key, "/orders/" + other + "/process", "{}").status())
                .isEqualTo(422);
    }

    @Test
    void fifty_at_once_with_one_key_make_one_order() {
        String product = SHOP.stocked(100);
        String key = SHOP.newKey();
        String basket = Basket.of(product, 2).json();
        String before = SHOP.position("order");
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(50, number -> replies.put(number, SHOP.postAs(key, "/orders", basket, "Prefer", "wait=30")));

        assertThat(replies.values()).extracting(Reply::status).containsOnly(201);
        assertThat(replies.values().stream().map(Reply::body).distinct()).hasSize(1);
        assertThat(replies.values())
                .filteredOn(reply -> reply.header("Idempotent-Replayed") == null)
                .hasSize(1);
        assertThat(SHOP.feed("order", before))
                .extracting(event -> event.get("type").asText())
                .containsExactly("order.created.v1", "order.placed.v1", "order.confirmed.v1");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":98,\"held\":0,\"committed\":2"));
    }

    @Test
    void a_refusal_is_given_again_even_when_it_would_be_accepted_by_now() {
        String product = SHOP.stocked(1);
        String key = SHOP.newKey();
        String basket = Basket.of(product, 2).json();
        Reply refused = SHOP.postAs(key, "/orders", basket);
        assertThat(refused.status()).isEqualTo(409);
        SHOP.post("/inventory/receive", "{\"productId\":\"" + product + "\",\"quantity\":10}");

        assertReplayed(SHOP.postAs(key, "/orders", basket), refused);
        assertThat(SHOP.stock(product)).contains("\"available\":11,\"held\":0,\"committed\":0");
    }

    @Test
    void a_total_mismatch_is_given_again() {
        String key = SHOP.newKey();
        String basket =
                Basket.of(SHOP.stocked(5), 2).with("\"expectedTotal\":\"1.00\"").json();
        Reply refused = SHOP.postAs(key, "/orders", basket);
        assertThat(refused.status()).isEqualTo(409);
        assertReplayed(SHOP.postAs(key, "/orders", basket), refused);
    }

    @Test
    void a_decline_is_given_again_even_when_the_order_has_been_paid_since() {
        String key = SHOP.newKey();
        String basket = Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined").json();
        Reply declined = SHOP.postAs(key, "/orders", basket);
        assertThat(declined.status()).isEqualTo(402);
        assertReplayed(SHOP.postAs(key, "/orders", basket), declined);

        String payments = "/orders/" + declined.json().get("orderId").asText() + "/payments";
        String secondKey = SHOP.newKey();
        Reply secondDecline = SHOP.postAs(secondKey, payments, "{\"token\":\"tok_expired_card\"}");
        assertThat(secondDecline.status()).isEqualTo(402);
        String thirdKey = SHOP.newKey();
        Reply paid = SHOP.postAs(thirdKey, payments, "{\"token\":\"tok_ok\"}");
        assertThat(paid.status()).isEqualTo(200);

        assertReplayed(SHOP.postAs(key, "/orders", basket), declined);
        assertReplayed(SHOP.postAs(secondKey, payments, "{\"token\":\"tok_expired_card\"}"), secondDecline);
        assertReplayed(SHOP.postAs(thirdKey, payments, "{\"token\":\"tok_ok\"}"), paid);
    }

    @Test
    void what_was_not_there_stays_so_under_its_key() {
        String key = SHOP.newKey();
        String process = "/orders/" + SHOP.newOrderId() + "/process";
        Reply absent = SHOP.postAs(key, process, "{}");
        assertThat(absent.status()).isEqualTo(404);
        assertReplayed(SHOP.postAs(key, process, "{}"), absent);
    }

    @Test
    void a_processed_order_is_told_again_as_it_was() {
        String order = SHOP.place(Basket.of(SHOP.stocked(5), 2).confirmedByHand())
                .json()
                .get("id")
                .asText();
        String key = SHOP.newKey();
        Reply processed = SHOP.postAs(key, "/orders/" + order + "/process", "{}");
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.committed.v1"));
        assertReplayed(SHOP.postAs(key, "/orders/" + order + "/process", "{}"), processed);
    }

    @Test
    void what_was_not_understood_leaves_the_key_unused() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();
        String good = Basket.of(product, 2).json();
        assertThat(SHOP.postAs(key, "/orders", Plain.changed(good, "/currency", "\"EURO\""))
                        .status())
                .isEqualTo(400);
        assertThat(SHOP.postAs(key, "/orders", Plain.changed(good, "/items/0/price", "\"1.001\""))
                        .status())
                .isEqualTo(422);
        Reply placed = SHOP.postAs(key, "/orders", good);
        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void a_write_without_a_key_is_refused() {
        String before = SHOP.position("order");
        String order = SHOP.newOrderId();
        Map<String, String> writes = Map.of(
                "/orders",
                Basket.of(SHOP.stocked(5), 2).json(),
                "/orders/" + order + "/process",
                "{}",
                "/orders/" + order + "/payments",
                "{\"token\":\"tok_ok\"}",
                "/inventory/receive",
                "{\"productId\":\"" + SHOP.newProduct() + "\",\"quantity\":1}",
                "/inventory/reserve",
                "{\"orderId\":\"" + order + "\",\"items\":[{\"productId\":\"TEA\",\"quantity\":1}]}",
                "/inventory/release",
                "{\"orderId\":\"" + order + "\"}",
                "/payments/authorize",
                "{\"orderId\":\"" + order + "\",\"amount\":\"1.00\",\"currency\":\"EUR\",\"token\":\"tok_ok\"}");
        writes.forEach((path, body) -> {
            Reply reply = SHOP.api().post(path, body);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(Plain.of(reply))
                    .isEqualTo(Plain.problem(
                            new Plain.Kind(400, "idempotency-key-required", "An Idempotency-Key header is required"),
                            "This operation needs an Idempotency-Key header, so that repeating it is safe.",
                            path.replaceAll("ord_.{26}", "ord_*"),
                            ""));
        });
        assertThat(SHOP.feed("order", before)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\"\"", "LONG"})
    void a_key_that_is_none_is_refused(String key) {
        String product = SHOP.stocked(5);
        String sent = key.equals("LONG") ? "x".repeat(256) : key;
        Reply reply = SHOP.postAs(sent, "/orders", Basket.of(product, 2).json());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errors")).isEqualTo(Plain.read("""
                [{"pointer":"/headers/Idempotency-Key","code":"INVALID",
                  "message":"Idempotency-Key must be 1 to 255 visible ASCII characters."}]"""));
        assertThat(SHOP.stock(product)).contains("\"available\":5");
    }

    @Test
    void a_key_may_be_as_long_as_promised() {
        for (String key : List.of("k".repeat(255), "!~:/", "\"" + "q".repeat(255) + "\"")) {
            assertThat(SHOP.postAs(key, "/orders", Basket.of(SHOP.stocked(5), 2).json())
                            .status())
                    .isEqualTo(201);
        }
    }

    private static void assertReplayed(Reply again, Reply first) {
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
    }
}
