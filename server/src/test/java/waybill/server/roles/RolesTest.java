package waybill.server.roles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.neighbours.Elsewhere.Nobody;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Processes with one role each, on databases of their own; no announcement travels between them yet. */
class RolesTest {
    @AutoClose
    private static final Nobody NOBODY = new Nobody();

    @AutoClose
    private static final RunningShop INVENTORY =
            RunningShop.of(Set.of(Role.INVENTORY), Settings.usual(), new FreshStorage());

    @AutoClose
    private static final RunningShop ORDER = order(INVENTORY.address(), new FreshStorage());

    private static RunningShop order(URI inventory, FreshStorage storage) {
        return RunningShop.of(
                Set.of(Role.ORDER),
                Settings.read(
                        null,
                        Map.of(
                                "WAYBILL_RETRY_SCHEDULE", "none",
                                "WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S",
                                "WAYBILL_RESILIENCE_INVENTORY_TIMEOUT", "PT10S",
                                "WAYBILL_INVENTORY_URL", inventory.toString(),
                                "WAYBILL_PAYMENT_URL", NOBODY.address().toString())),
                storage);
    }

    @Test
    void health_lists_the_roles_of_the_process_and_no_others() {
        assertThat(ORDER.get("/health").json().get("services").toString()).isEqualTo("{\"order\":\"UP\"}");
        assertThat(INVENTORY.get("/health").json().get("services").toString()).isEqualTo("{\"inventory\":\"UP\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /inventory/items",
        "GET, /inventory/check?items=MUG:1",
        "POST, /inventory/receive",
        "GET, /payments?orderId=ord_01kantm5x9f3sb2q7h6m0r4d8e",
        "POST, /payments/capture",
        "GET, /sandbox/transactions"
    })
    void the_paths_of_other_roles_are_not_there(String method, String target) {
        assertThat(ORDER.bare(method, target).statusCode()).isEqualTo(404);
    }

    @Test
    void its_own_lists_feeds_and_pages_are() {
        for (String target : List.of("/orders", "/sagas?state=running", "/events", "/parked-events")) {
            assertThat(ORDER.get(target).status()).as(target).isEqualTo(200);
        }
        assertThat(ORDER.bare("GET", "/docs").statusCode()).isEqualTo(200);
        assertThat(ORDER.bare("GET", "/openapi.yaml").statusCode()).isEqualTo(200);
        assertThat(ORDER.bare("GET", "/events?service=inventory").statusCode()).isEqualTo(400);
        String product = INVENTORY.stocked(3);
        assertThat(INVENTORY.get("/events").json().findValuesAsText("type")).contains("stock.received.v1");
        assertThat(INVENTORY.get("/inventory/items/" + product).status()).isEqualTo(200);
        assertThat(INVENTORY.bare("GET", "/orders").statusCode()).isEqualTo(404);
    }

    @Test
    void an_order_asks_inventory_over_http() {
        String product = INVENTORY.stocked(3);
        Reply refused = ORDER.place(Basket.of(product, 4));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/items/0/available").asInt()).isEqualTo(3);
        Reply accepted = ORDER.place(Basket.of(product, 3), "Prefer", "respond-async");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().get("holds")).isEmpty();
    }

    @Test
    void an_order_that_inventory_could_not_be_asked_about_waits_unverified_and_is_counted_wherever_it_is_looked_at() {
        FreshStorage storage = new FreshStorage();
        try (RunningShop alone = order(NOBODY.address(), storage)) {
            assertThat(unverified(alone)).isEqualTo("0.0");
            Reply accepted = alone.place(Basket.of("MUG", 2), "Prefer", "respond-async");
            assertThat(accepted.status()).isEqualTo(202);
            JsonNode order = accepted.json();
            assertThat(order.get("status").asText()).isEqualTo("PENDING");
            assertThat(order.at("/holds/0/hold").asText()).isEqualTo("STOCK_UNVERIFIED");
            assertThat(alone.story(order.get("id").asText()))
                    .containsExactly("order.created.v1", "order.hold-added.v1");
            Eventually.holds(() -> assertThat(unverified(alone)).isEqualTo("1.0"));
            try (RunningShop replica = order(NOBODY.address(), storage)) {
                assertThat(unverified(replica)).isEqualTo("1.0");
            }
        }
        try (RunningShop again = order(NOBODY.address(), storage)) {
            assertThat(unverified(again)).isEqualTo("1.0");
        }
    }

    private static String unverified(RunningShop shop) {
        return shop.bare("GET", "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("orders_unverified "))
                .map(line -> line.substring("orders_unverified ".length()))
                .findFirst()
                .orElse("none");
    }

    @Test
    void both_breakers_are_there_from_the_start() {
        assertThat(ORDER.bare("GET", "/metrics").body())
                .contains("circuit_breaker_state{name=\"inventory\"}")
                .contains("circuit_breaker_state{name=\"payment\"}");
        assertThat(INVENTORY.bare("GET", "/metrics").body())
                .doesNotContain("circuit_breaker_state{name=\"inventory\"}");
    }
}
