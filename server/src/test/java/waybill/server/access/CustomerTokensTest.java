package waybill.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.Basket;
import waybill.server.Listening;
import waybill.server.RunningShop;
import waybill.testkit.http.ApiClient.Reply;

/** A customer sees and changes what is theirs; for them the orders of all others do not exist. */
class CustomerTokensTest {
    private static final LocalIssuer ISSUER = new LocalIssuer();
    private static final RunningShop SHOP = new RunningShop(ISSUER.trusted(Map.of()));
    private static final String[] STAFF = bearer(LocalIssuer.token(LocalIssuer.claims()));
    private static final String[] ADA = bearer(LocalIssuer.customer("cust123"));
    private static final String[] EVE = bearer(LocalIssuer.customer("eve"));
    private static final String ABSENT = "ord_01kantm5x9f3sb2q7h6m0r4d8e";
    private static final String PRODUCT = stocked();
    private static final String ORDER = placedByAda();

    private static String[] bearer(String credentials) {
        return new String[] {"Authorization", "Bearer " + credentials};
    }

    private static String[] with(String[] who, String... more) {
        return Stream.of(List.of(who), List.of(more)).flatMap(List::stream).toArray(String[]::new);
    }

    private static String stocked() {
        String product = SHOP.newProduct();
        SHOP.post("/inventory/receive", "{\"productId\":\"%s\",\"quantity\":1000}".formatted(product), STAFF);
        return product;
    }

    private static String placedByAda() {
        Reply placed = SHOP.place(Basket.of(PRODUCT, 1), with(ADA, "Prefer", "wait=30"));
        assertThat(placed.status()).isEqualTo(201);
        return placed.json().get("id").asText();
    }

    @AfterAll
    static void close() {
        SHOP.close();
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /orders/ORDER",
                "GET /orders/ORDER?version=1",
                "GET /orders/ORDER?asOf=2020-01-01T00:00:00Z",
                "GET /orders/ORDER/events",
                "GET /orders/ORDER/events?after=2",
                "PUT /orders/ORDER",
                "PUT /orders/ORDER nonsense",
                "DELETE /orders/ORDER",
                "DELETE /orders/ORDER?reason=mine",
                "POST /orders/ORDER/payments",
                "POST /orders/ORDER/payments nonsense"
            })
    void the_order_of_another_is_answered_like_one_that_is_not_there(String request) {
        Reply foreign = send(request, ORDER);
        Reply absent = send(request, ABSENT);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(told(foreign, ORDER)).isEqualTo(told(absent, ABSENT));
        assertThat(SHOP.get("/orders/" + ORDER, ADA).json().get("status").asText())
                .isEqualTo("CONFIRMED");
    }

    private static Reply send(String request, String order) {
        String[] words = request.replace("ORDER", order).split(" ", -1);
        String body = words.length > 2
                ? "{\"nonsense\":1}"
                : words[0].equals("PUT")
                        ? "{\"shippingAddress\":{\"street\":\"s\",\"city\":\"c\",\"zip\":\"1\",\"country\":\"DE\"}}"
                        : "{\"token\":\"tok_ok\"}";
        String[] headers = with(EVE, "Idempotency-Key", SHOP.newKey(), "If-Match", "\"1\"");
        return switch (words[0]) {
            case "GET" -> SHOP.get(words[1], EVE);
            case "PUT" -> SHOP.api().put(words[1], body, headers);
            case "DELETE" -> SHOP.api().delete(words[1], headers);
            default -> SHOP.api().post(words[1], body, with(EVE, "Idempotency-Key", SHOP.newKey()));
        };
    }

    /** The whole answer, but for what names the request: headers, too. */
    private static Map<String, Object> told(Reply reply, String order) {
        ObjectNode body = reply.json().deepCopy();
        body.remove("traceId");
        Map<String, String> headers = new TreeMap<>(reply.headers());
        List.of("x-request-id", "date").forEach(headers::remove);
        return Map.of("headers", headers, "body", body.toString().replace(order, "ORDER"));
    }

    @Test
    void long_polls_and_live_events_of_another_are_not_there_either() {
        Reply poll = SHOP.get("/orders/" + ORDER, with(EVE, "If-None-Match", "\"5\"", "Prefer", "wait=20"));
        assertThat(poll.status()).isEqualTo(404);
        for (String target : List.of("/orders/ORDER", "/orders/ORDER/events")) {
            try (Listening foreign = SHOP.listen(target.replace("ORDER", ORDER), EVE);
                    Listening own = SHOP.listen(target.replace("ORDER", ORDER), ADA)) {
                assertThat(foreign.response().statusCode()).isEqualTo(404);
                assertThat(own.response().statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_list_has_only_what_is_theirs_whatever_is_asked_for() {
        for (String query :
                List.of("", "?status=CONFIRMED", "?q=" + ORDER, "?q=cust123", "?q=" + PRODUCT, "?customerId=cust123")) {
            assertThat(SHOP.get("/orders" + query, EVE).json().get("data"))
                    .as(query)
                    .isEmpty();
            assertThat(SHOP.get("/orders" + query, ADA).json().get("data"))
                    .as(query)
                    .isNotEmpty();
        }
        assertThat(SHOP.get("/orders?customerId=eve", ADA).json().get("data")).isEmpty();
        assertThat(SHOP.get("/orders?customerId=cust123", STAFF).json().get("data"))
                .isNotEmpty();
    }

    @Test
    void nobody_orders_in_the_name_of_another() {
        Reply refused = SHOP.place(Basket.of(PRODUCT, 1), EVE);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(refused.json().has("requiredScope")).isFalse();
        assertThat(SHOP.get("/orders", EVE).json().get("data")).isEmpty();
    }

    @Test
    void what_is_kept_under_a_key_is_told_to_its_caller_only() {
        String key = SHOP.newKey();
        String basket = Basket.of(PRODUCT, 1).json();
        String[] patient = {"Prefer", "wait=30"};
        Reply first = SHOP.postAs(key, "/orders", basket, with(ADA, patient));
        assertThat(first.status()).isEqualTo(201);

        assertThat(SHOP.postAs(key, "/orders", basket, with(ADA, patient)).header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(SHOP.postAs(key, "/orders", basket, EVE).status()).isEqualTo(403);
        Reply staff = SHOP.postAs(key, "/orders", basket, with(STAFF, patient));
        assertThat(staff.header("Idempotent-Replayed")).isNull();
        assertThat(staff.json().get("id")).isNotEqualTo(first.json().get("id"));
    }

    @Test
    void a_repeat_is_not_told_to_a_login_that_has_become_another_customer() {
        String key = SHOP.newKey();
        String order = placedByAda();
        String path = "/orders/" + order;
        String[] moved = bearer(LocalIssuer.token(
                LocalIssuer.claims().subject("login-of-cust123").claim("customer_id", "cust124")));

        assertThat(SHOP.api()
                        .delete(path, with(ADA, "Idempotency-Key", key, "Prefer", "wait=30"))
                        .status())
                .isEqualTo(200);
        assertThat(SHOP.api()
                        .delete(path, with(ADA, "Idempotency-Key", key, "Prefer", "wait=30"))
                        .status())
                .isEqualTo(200);
        assertThat(SHOP.api().delete(path, with(moved, "Idempotency-Key", key)).status())
                .isEqualTo(404);
    }

    @Test
    void the_history_says_who_did_it() {
        String order = placedByAda();
        SHOP.api().delete("/orders/" + order, with(STAFF, "Prefer", "wait=30"));

        List<String> actors =
                SHOP.get("/orders/" + order + "/events", ADA).json().findValuesAsText("actor");
        assertThat(actors.getFirst()).isEqualTo("subject:login-of-cust123");
        assertThat(actors).contains("subject:ada");
    }
}
