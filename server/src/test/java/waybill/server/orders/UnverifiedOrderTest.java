package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.order.service.StockCheck.Look;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Ruling 1: nobody could look at the stock, so the order waits until inventory has really reserved. */
class UnverifiedOrderTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop((_, _) -> Look.UNKNOWN);

    @Test
    void it_is_marked_by_an_event_settled_by_the_reservation_and_paid_only_after_that() {
        Reply placed = SHOP.place(Basket.of(SHOP.stocked(3), 2), "Prefer", "wait=20");
        assertThat(placed.status()).isEqualTo(201);
        String order = placed.json().get("id").asText();
        assertThat(placed.json().get("holds")).isEmpty();
        assertThat(SHOP.story(order))
                .startsWith(
                        "order.created.v1",
                        "order.hold-added.v1",
                        "inventory.reserved.v1",
                        "order.hold-removed.v1",
                        "payment.authorized.v1");
        Eventually.holds(() -> assertThat(SHOP.bare("GET", "/metrics").body()).contains("orders_unverified 0.0"));
    }

    @Test
    void too_little_stock_settles_it_and_nothing_was_ever_charged() {
        Reply refused = SHOP.place(Basket.of(SHOP.stocked(1), 2), "Prefer", "wait=20");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asText()).isEqualTo("INSUFFICIENT_STOCK");
        String order = refused.json().get("orderId").asText();
        List<String> story = SHOP.story(order);
        assertThat(story)
                .containsSubsequence(
                        "order.hold-added.v1", "inventory.rejected.v1", "order.hold-removed.v1", "order.cancelled.v1")
                .noneMatch(type -> type.startsWith("payment."));
        JsonNode payments = SHOP.get("/payments?orderId=" + order).json().get("data");
        assertThat(payments).isEmpty();
    }
}
