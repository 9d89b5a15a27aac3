package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What is known of a person stands nowhere in clear, and can be made to stand nowhere at all. */
class ForgettingTest {
    private static final String CANARY = "zq7canary";
    private static final String HISTORY = """
            SELECT encode(sha256(string_agg(data || meta, ''::bytea ORDER BY shard, position)), 'hex')
                || (SELECT string_agg(encode(chain, 'hex'), '' ORDER BY shard) FROM log_head) FROM events
            """;

    @AutoClose
    private static final RunningShop SHOP = new RunningShop(new Till());

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    private final String customer = "person-" + CUSTOMERS.incrementAndGet();

    private Reply place(String product, String more) {
        return SHOP.post(
                "/orders", """
                {"customer":{"id":"%s","name":"%s name","email":"%s@example.com"},"currency":"EUR",\
                "items":[{"productId":"%s","quantity":2,"price":"10.99"}],\
                "shippingAddress":{"street":"%s Street","city":"%sville","zip":"10115","country":"DE"},\
                "payment":{"token":"tok_ok"},"metadata":{"%s":"%s"}%s}""".formatted(customer, CANARY, CANARY, product, CANARY, CANARY, CANARY, CANARY, more));
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isIn(200, 201, 202);
        return reply.json().get("id").asText();
    }

    private Reply forget() {
        return SHOP.post("/customers/" + customer + "/forget", "{\"reason\":\"TICKET-4711\"}");
    }

    /** An order that has been through everything in which a person is spoken of. */
    private String longStory() {
        String order = id(place(SHOP.stocked(10), ",\"confirmation\":\"manual\""));
        SHOP.api().put("/orders/" + order, """
                {"shippingAddress":{"street":"%s Road","city":"Bonn","zip":"53111","country":"DE"}}""".formatted(CANARY));
        SHOP.post("/orders/" + order + "/holds", "{\"reason\":\"%s called\"}".formatted(CANARY));
        SHOP.api().delete("/orders/" + order + "/holds/OPERATOR");
        SHOP.post("/orders/" + order + "/process", "{}");
        Eventually.holds(() -> assertThat(
                        SHOP.post("/orders/" + order + "/fulfill", "{}").status())
                .isEqualTo(200));
        SHOP.post("/orders/" + order + "/refunds", "{\"amount\":\"1.00\",\"reason\":\"%s was sad\"}".formatted(CANARY));
        Eventually.holds(() -> assertThat(SHOP.story(order)).as("the last news").contains("inventory.consumed.v1"));
        return order;
    }

    private static List<String> whereIs(String text) {
        return SHOP.databases().values().stream()
                .flatMap(database -> new Searched(database).found(text).stream())
                .toList();
    }

    /** A digest of everything that happened, as it is stored. */
    private static List<String> history() {
        return SHOP.databases().values().stream()
                .flatMap(database -> new Searched(database).rows(HISTORY).stream())
                .toList();
    }

    @Test
    void nothing_personal_stands_in_clear_in_any_column_of_any_table() {
        String order = longStory();
        String other = id(place(SHOP.stocked(10), ""));
        SHOP.api().delete("/orders/" + other + "?reason=" + CANARY + "%20asked");

        assertThat(SHOP.get("/orders/" + order).body()).contains(CANARY + " name", CANARY + " Road");
        assertThat(whereIs(CANARY)).isEmpty();
    }

    @Test
    void the_search_would_find_it() {
        String product = SHOP.stocked(1);

        assertThat(whereIs(product)).contains("public.events: " + product, "public.idempotency: " + product);
    }

    @Test
    void a_forgotten_person_is_gone_and_the_orders_stay() {
        String order = longStory();
        JsonNode before = SHOP.order(order);
        List<String> history = history();

        Reply forgotten = forget();

        assertThat(forgotten.status()).isEqualTo(200);
        assertThat(forgotten.json().get("customerId").asText()).isEqualTo(customer);
        assertThat(forgotten.json().get("orders").asInt()).isEqualTo(1);
        JsonNode after = SHOP.order(order);
        assertThat(after.toString()).doesNotContain(CANARY);
        assertThat(after.get("customer").toString()).isEqualTo("{\"id\":\"" + customer + "\"}");
        assertThat(after.get("shippingAddress").toString())
                .isEqualTo("{\"street\":\"[forgotten]\",\"city\":\"[forgotten]\",\"zip\":\"[forgotten]\","
                        + "\"country\":\"ZZ\"}");
        assertThat(after.get("metadata")).isEmpty();
        assertThat(history())
                .as("no stored byte has changed, so the chain holds")
                .isEqualTo(history);
        for (String same : List.of("status", "total", "items", "version", "paymentStatus", "fulfillmentStatus")) {
            assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
        }
        assertThat(SHOP.get("/orders/" + order + "/events").body()).doesNotContain(CANARY);
        assertThat(SHOP.get("/orders?customerId=" + customer).body())
                .contains(order)
                .doesNotContain(CANARY);
    }

    @Test
    void the_order_of_a_forgotten_person_goes_on() {
        String shipped = id(place(SHOP.stocked(10), ""));
        String cancelled = id(place(SHOP.stocked(10), ""));
        forget();

        Eventually.holds(() -> assertThat(
                        SHOP.post("/orders/" + shipped + "/fulfill", "{}").status())
                .isEqualTo(200));
        assertThat(SHOP.post("/orders/" + shipped + "/refunds", "{\"amount\":\"1.00\"}")
                        .status())
                .isEqualTo(201);
        assertThat(SHOP.api()
                        .delete("/orders/" + cancelled)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("CANCELLED");
        assertThat(SHOP.order(shipped).toString() + SHOP.order(cancelled)).doesNotContain(CANARY);
    }

    @Test
    void who_orders_again_is_known_by_what_is_said_then() {
        String before = id(place(SHOP.stocked(10), ""));
        Reply first = forget();
        String after = id(place(SHOP.stocked(10), ""));

        assertThat(SHOP.order(before).toString()).doesNotContain(CANARY);
        assertThat(SHOP.order(after).toString()).contains(CANARY);

        Reply second = forget();
        assertThat(second.json().get("forgottenAt").asText())
                .isGreaterThan(first.json().get("forgottenAt").asText());
        assertThat(SHOP.order(after).toString()).doesNotContain(CANARY);
    }

    @Test
    void forgetting_again_changes_nothing_and_a_repeat_says_so() {
        place(SHOP.stocked(10), "");
        String key = SHOP.newKey();
        String path = "/customers/" + customer + "/forget";
        Reply first = SHOP.postAs(key, path, "{}");
        Reply again = SHOP.postAs(key, path, "{}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(forget().json().get("forgottenAt")).isEqualTo(first.json().get("forgottenAt"));
    }

    @Test
    void a_repeat_does_not_forget_what_was_said_since() {
        place(SHOP.stocked(10), "");
        String key = SHOP.newKey();
        SHOP.postAs(key, "/customers/" + customer + "/forget", "{}");
        String since = id(place(SHOP.stocked(10), ""));

        SHOP.postAs(key, "/customers/" + customer + "/forget", "{}");

        assertThat(SHOP.order(since).toString()).contains(CANARY);
    }

    @Test
    void nobody_is_forgotten_by_a_mistake() {
        String order = id(place(SHOP.stocked(10), ""));
        String key = SHOP.newKey();
        assertThat(SHOP.postAs(key, "/customers/nobody/forget", "{}").status()).isEqualTo(404);
        assertThat(SHOP.postAs(key, "/customers/" + customer + "/forget", "{}").status())
                .isEqualTo(422);
        assertThat(SHOP.post("/customers/" + customer + "/forget", "{\"reason\":\"Ada wrote us\"}")
                        .status())
                .isEqualTo(400);

        assertThat(SHOP.order(order).toString()).contains(CANARY);
    }
}
