package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.Till;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Changing an order over HTTP: its address, its holds, and who comes first. */
class ChangingAnOrderTest {
    private static final int SETTLED = 6;
    private static final String ELSEWHERE = """
            {"shippingAddress":{"street":"%s","city":"Berlin","zip":"10117","country":"DE"}}""";

    @AutoClose
    private static final RunningShop SHOP = new RunningShop(new Till());

    @Test
    void the_goods_go_somewhere_else() {
        String order = confirmed();
        Reply moved = SHOP.api().put("/orders/" + order, ELSEWHERE.formatted("2 Side St"));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.header("etag")).isEqualTo("\"" + (SETTLED + 1) + "\"");
        assertThat(moved.json().at("/shippingAddress/street").asText()).isEqualTo("2 Side St");
        assertThat(SHOP.order(order)).isEqualTo(moved.json());
        assertThat(SHOP.story(order)).endsWith("order.address-changed.v1");
        JsonNode before = SHOP.get("/orders/" + order + "?version=" + SETTLED).json();
        assertThat(before.at("/shippingAddress/street").asText()).isEqualTo("1 Main St");
        String feed = SHOP.feed("order", "0").toString();
        assertThat(feed).contains("order.address-changed.v1").doesNotContain("Side St");
    }

    @Test
    void a_repeat_under_a_key_is_the_first_answer_and_without_a_key_it_is_a_new_request() {
        String order = confirmed();
        String body = ELSEWHERE.formatted("3 Side St");
        Reply first = SHOP.api().put("/orders/" + order, body, "Idempotency-Key", "move-" + order);
        SHOP.api().put("/orders/" + order, ELSEWHERE.formatted("4 Side St"));
        Reply again = SHOP.api().put("/orders/" + order, body, "Idempotency-Key", "move-" + order);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(SHOP.order(order).at("/shippingAddress/street").asText()).isEqualTo("4 Side St");
        Reply other = SHOP.api()
                .put("/orders/" + order, ELSEWHERE.formatted("5 Side St"), "Idempotency-Key", "move-" + order);
        assertThat(other.status()).isEqualTo(422);
        Reply anew = SHOP.api().put("/orders/" + order, body);
        assertThat(anew.header("idempotent-replayed")).isNull();
        assertThat(anew.json().get("version").asInt()).isEqualTo(SETTLED + 3);
    }

    @Test
    void of_many_who_have_seen_the_same_version_one_is_obeyed() {
        String order = confirmed();
        List<CompletableFuture<Reply>> all = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> SHOP.api()
                        .put(
                                "/orders/" + order,
                                ELSEWHERE.formatted(i + " Race St"),
                                "If-Match",
                                "\"" + SETTLED + "\"")))
                .toList();
        List<Reply> replies = all.stream().map(CompletableFuture::join).toList();
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 412))
                .hasSize(11)
                .allMatch(reply -> reply.json().get("currentVersion").asInt() == SETTLED + 1);
        assertThat(SHOP.story(order)).hasSize(SETTLED + 1);
    }

    @Test
    void another_version_keeps_nothing_under_the_key() {
        String order = confirmed();
        String body = ELSEWHERE.formatted("6 Side St");
        Reply late = SHOP.api().put("/orders/" + order, body, "If-Match", "\"1\"", "Idempotency-Key", "late-" + order);
        assertThat(late.status()).isEqualTo(412);
        Reply now = SHOP.api().put("/orders/" + order, body, "Idempotency-Key", "late-" + order);
        assertThat(now.status()).isEqualTo(200);
        assertThat(now.header("idempotent-replayed")).isNull();
        Reply foreign = SHOP.api().put("/orders/" + order, body, "If-Match", "\"abc\"");
        assertThat(foreign.status()).isEqualTo(412);
        assertThat(SHOP.api().put("/orders/" + order, body, "If-Match", "*").status())
                .isEqualTo(200);
    }

    @Test
    void what_has_shipped_goes_where_it_goes() {
        String order = confirmed();
        SHOP.post("/orders/" + order + "/fulfill", "{}");
        Reply refused = SHOP.api().put("/orders/" + order, ELSEWHERE.formatted("7 Side St"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("currentStatus").asText()).isEqualTo("SHIPPED");
        assertThat(SHOP.api()
                        .put("/orders/" + SHOP.newOrderId(), ELSEWHERE.formatted("1"))
                        .status())
                .isEqualTo(404);
        assertThat(SHOP.api().put("/orders/" + order, "{}").status()).isEqualTo(400);
    }

    @Test
    void an_operator_stops_an_order_and_lets_it_go_on() {
        String order = confirmed();
        Reply held = SHOP.post("/orders/" + order + "/holds", "{\"reason\":\"looks odd\"}");
        assertThat(held.status()).isEqualTo(200);
        assertThat(held.json().at("/holds/0/hold").asText()).isEqualTo("OPERATOR");
        assertThat(held.json().at("/holds/0/note").asText()).isEqualTo("looks odd");
        Reply refused = SHOP.post("/orders/" + order + "/fulfill", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("holds")).hasSize(1);
        assertThat(SHOP.post("/orders/" + order + "/holds", "{\"reason\":\"again\"}")
                        .json()
                        .get("version"))
                .isEqualTo(held.json().get("version"));
        Reply freed = SHOP.api().delete("/orders/" + order + "/holds/OPERATOR");
        assertThat(freed.json().get("holds")).isEmpty();
        assertThat(SHOP.api().delete("/orders/" + order + "/holds/OPERATOR").status())
                .isEqualTo(200);
        assertThat(SHOP.post("/orders/" + order + "/fulfill", "{}").status()).isEqualTo(200);
        String feed = SHOP.feed("order", "0").toString();
        assertThat(feed).contains("order.hold-removed.v1").doesNotContain("looks odd");
    }

    @Test
    void a_hold_keeps_a_placed_order_from_being_confirmed() {
        String order = SHOP.place(Basket.of(SHOP.stocked(5), 1).confirmedByHand())
                .json()
                .get("id")
                .asText();
        SHOP.post("/orders/" + order + "/holds", "{\"reason\":\"looks odd\"}");
        Reply refused = SHOP.post("/orders/" + order + "/process", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/holds/0").asText()).isEqualTo("OPERATOR");
        SHOP.api().delete("/orders/" + order + "/holds/OPERATOR");
        assertThat(SHOP.post("/orders/" + order + "/process", "{}")
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("CONFIRMED");
    }

    @Test
    void holds_that_are_none_are_refused() {
        String order = confirmed();
        assertThat(SHOP.api().delete("/orders/" + order + "/holds/NONSENSE").status())
                .isEqualTo(400);
        assertThat(SHOP.post("/orders/" + order + "/holds", "{}").status()).isEqualTo(400);
        assertThat(SHOP.post("/orders/" + SHOP.newOrderId() + "/holds", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_order_is_told_as_it_was() {
        String order = confirmed();
        JsonNode events = SHOP.get("/orders/" + order + "/events").json().get("data");
        for (int version = 1; version <= SETTLED; version++) {
            Reply then = SHOP.get("/orders/" + order + "?version=" + version);
            assertThat(then.json().get("version").asInt()).isEqualTo(version);
            assertThat(then.header("etag")).isEqualTo("\"" + version + "\"");
        }
        String created = events.get(0).get("time").asText();
        assertThat(SHOP.get("/orders/" + order + "?asOf=" + created)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("PENDING");
        String settled = events.get(SETTLED - 1).get("time").asText();
        assertThat(SHOP.get("/orders/" + order + "?asOf=" + settled).json()).isEqualTo(SHOP.order(order));
        assertThat(SHOP.get("/orders/" + order + "?asOf=2020-01-01T00:00:00Z").status())
                .isEqualTo(404);
        assertThat(SHOP.get("/orders/" + order + "?version=7").status()).isEqualTo(404);
        for (String query :
                List.of("asOf=2999-01-01T00:00:00Z", "asOf=yesterday", "version=0", "version=1&asOf=" + settled)) {
            assertThat(SHOP.get("/orders/" + order + "?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    /** A new order, once nothing of its saga is left to do. */
    private static String confirmed() {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).hasSize(SETTLED));
        return order;
    }
}
