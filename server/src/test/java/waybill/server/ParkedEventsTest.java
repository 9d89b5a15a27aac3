package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Ruling 9 (PRODUCT.md §3): poison is parked, visible and settled by hand, and blocks only its own order. */
class ParkedEventsTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    private static final PoisonedLog LOG = new PoisonedLog(SHOP);

    private static List<JsonNode> parked(String query) {
        List<JsonNode> parked = new ArrayList<>();
        SHOP.get("/parked-events?" + query).json().get("data").forEach(parked::add);
        return parked;
    }

    private static String idOf(String order, String service, int nth) {
        return parked("service=" + service + "&subject=" + order)
                .get(nth)
                .get("id")
                .asText();
    }

    private static Reply retry(String id) {
        return SHOP.post("/parked-events/" + id + "/retry", "{}");
    }

    private static Reply discard(String id) {
        return SHOP.post("/parked-events/" + id + "/discard", "{\"reason\":\"seen to by hand\"}");
    }

    /** An order of whose placing inventory does not hear, because something unheard-of comes before. */
    private static String poisonedOrder(String product) {
        String order = SHOP.place(Basket.of(product, 2).paidWith("tok_slow_1500"), "Prefer", "wait=0")
                .json()
                .get("id")
                .asText();
        Eventually.holds(
                () -> assertThat(SHOP.get("/payments?orderId=" + order).body()).contains("INITIATED"));
        LOG.poison(order);
        Eventually.holds(() -> assertThat(parked("subject=" + order)).hasSizeGreaterThanOrEqualTo(3));
        return order;
    }

    @Test
    void poison_is_listed_and_blocks_only_its_own_order_until_it_is_settled() {
        String product = SHOP.stocked(10);
        String order = poisonedOrder(product);
        List<JsonNode> inventory = parked("service=inventory&subject=" + order);
        assertThat(inventory)
                .extracting(event -> event.get("type").asText())
                .containsExactly("order.unheard-of.v9", "order.placed.v1");
        assertThat(inventory)
                .extracting(event -> event.get("blockedBehind").asBoolean())
                .containsExactly(false, true);
        assertThat(inventory.getFirst().get("tries").asInt()).isGreaterThan(4);
        assertThat(inventory.getFirst().get("error").asText()).contains("order.unheard-of.v9");
        Eventually.holds(
                () -> assertThat(SHOP.get("/metrics").body()).containsPattern("events_parked\\{.*inventory.*} [1-9]"));

        Reply other = SHOP.place(Basket.of(product, 1));
        assertThat(other.json().get("status").asText()).isEqualTo("CONFIRMED");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"held\":2", "\"committed\":1"));

        String poison = idOf(order, "inventory", 0);
        String placed = idOf(order, "inventory", 1);
        Reply tooEarly = retry(placed);
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.json().get("code").asText()).isEqualTo("EARLIER_EVENT_PARKED");
        assertThat(tooEarly.json().get("earlier").asText()).isEqualTo(poison);
        Reply again = retry(poison);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("code").asText()).isEqualTo("EVENT_FAILS_AGAIN");

        LOG.makeReadable(order);
        assertThat(retry(poison).status()).isEqualTo(200);
        assertThat(retry(placed).json().get("outcome").asText()).isEqualTo("RETRIED");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"held\":0", "\"committed\":3"));
        assertThat(parked("service=inventory&subject=" + order)).isEmpty();
        assertThat(LOG.acts("inventory", order))
                .hasSize(2)
                .allMatch(act -> act.contains("RETRIED order-") && act.contains("\"by\":\"anybody\""));
    }

    @Test
    void what_is_discarded_is_gone_and_a_repeated_discard_is_answered_again() {
        String order = poisonedOrder(SHOP.stocked(5));
        String poison = idOf(order, "payment", 0);
        String key = SHOP.newKey();
        String body = "{\"reason\":\"seen to by hand\"}";
        Reply first = SHOP.postAs(key, "/parked-events/" + poison + "/discard", body);
        Reply second = SHOP.postAs(key, "/parked-events/" + poison + "/discard", body);
        assertThat(first.json()).isEqualTo(Plain.read("""
                {"id":"%s","subject":"%s","outcome":"DISCARDED"}""".formatted(poison, order)));
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(LOG.acts("payment", order))
                .hasSize(1)
                .allMatch(act -> act.contains("DISCARDED order-") && act.contains("seen to by hand"));
        assertThat(discard(poison).status()).isEqualTo(404);
        assertThat(SHOP.postAs(key, "/parked-events/" + poison + "/discard", "{\"reason\":\"other\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_discard_says_why() {
        Reply reply = SHOP.post("/parked-events/inventory-order-0-1/discard", "{}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asText()).isEqualTo("/reason");
    }

    @Test
    void what_is_not_parked_is_not_found() {
        assertThat(retry("inventory-order-0-999999").status()).isEqualTo(404);
        assertThat(retry("inventory-warehouse-0-1").status()).isEqualTo(404);
        assertThat(retry("warehouse-order-0-1").status()).isEqualTo(404);
        assertThat(SHOP.bareJson("POST", "/parked-events/anything/retry", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_list_comes_in_pages_service_by_service() {
        String order = poisonedOrder(SHOP.stocked(5));
        List<String> ids = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page =
                    SHOP.get("/parked-events?limit=1&subject=" + order + cursor).json();
            page.get("data").forEach(event -> ids.add(event.get("id").asText()));
            more = page.at("/page/hasMore").asBoolean();
            cursor = "&cursor=" + page.at("/page/nextCursor").asText();
        }
        assertThat(ids)
                .isEqualTo(parked("subject=" + order).stream()
                        .map(event -> event.get("id").asText())
                        .toList());
        assertThat(SHOP.get("/parked-events?service=warehouse").status()).isEqualTo(400);
        assertThat(SHOP.get("/parked-events?cursor=nowhere").status()).isEqualTo(400);
    }
}
