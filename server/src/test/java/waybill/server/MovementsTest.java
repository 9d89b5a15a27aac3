package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.testkit.engine.Eventually;

/** What moved a product's stock, as inventory's list tells it. */
class MovementsTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void every_movement_is_told_the_newest_first() {
        String product = SHOP.newProduct();
        receive(product, 5, "PO-1");
        receive(product, 7, "PO-2");
        String order = SHOP.place(Basket.of(product, 2)).json().get("id").asText();

        Eventually.holds(() -> assertThat(kinds(product)).containsExactly("COMMITTED", "HELD", "RECEIVED", "RECEIVED"));
        List<JsonNode> movements = movements(product, 50);
        assertThat(movements.get(1).get("orderId").asText()).isEqualTo(order);
        assertThat(movements.get(1).get("quantity").asInt()).isEqualTo(2);
        assertThat(movements.get(1).get("onHandDelta").asInt()).isZero();
        assertThat(movements.get(2).get("reference").asText()).isEqualTo("PO-2");
        assertThat(movements.get(2).get("onHandDelta").asInt()).isEqualTo(7);
        assertThat(movements.get(2).has("orderId")).isFalse();
    }

    @Test
    void what_was_given_back_is_told_too() {
        String product = SHOP.stocked(5);
        SHOP.place(Basket.of(product, 2).paidWith("tok_declined"));

        Eventually.holds(() -> assertThat(kinds(product)).containsExactly("RELEASED", "HELD", "RECEIVED"));
    }

    @Test
    void movements_come_in_pages() {
        String product = SHOP.newProduct();
        for (int i = 1; i <= 5; i++) {
            receive(product, i, "PO-" + i);
        }
        assertThat(movements(product, 2))
                .extracting(movement -> movement.get("reference").asText())
                .containsExactly("PO-5", "PO-4", "PO-3", "PO-2", "PO-1");
    }

    @Test
    void a_product_that_nobody_received_has_no_list() {
        assertThat(SHOP.get("/inventory/items/" + SHOP.newProduct() + "/movements")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "cursor=17", "cursor=17.evt_1", "kind=HELD"})
    void a_place_that_is_none_is_refused(String query) {
        assertThat(SHOP.get("/inventory/items/" + SHOP.stocked(1) + "/movements?" + query)
                        .status())
                .isEqualTo(400);
    }

    private static void receive(String product, int units, String reference) {
        SHOP.post(
                "/inventory/receive",
                "{\"productId\":\"%s\",\"quantity\":%d,\"reference\":\"%s\"}".formatted(product, units, reference));
    }

    private static List<String> kinds(String product) {
        return movements(product, 50).stream()
                .map(movement -> movement.get("kind").asText())
                .toList();
    }

    private static List<JsonNode> movements(String product, int limit) {
        List<JsonNode> movements = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            page = SHOP.get("/inventory/items/" + product + "/movements?limit=" + limit + cursor)
                    .json();
            page.get("data").forEach(movements::add);
            cursor = "&cursor=" + page.at("/page/nextCursor").asText();
        } while (page.at("/page/hasMore").asBoolean());
        return movements;
    }
}
