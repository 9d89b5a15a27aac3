package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** All three services together, from the first word to the last refund. */
class WholeLifeTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void an_order_ships_in_parts_is_delivered_and_partly_refunded() {
        String product = SHOP.stocked(5);
        String order = SHOP.place(Basket.of(product, 3)).json().get("id").asText();

        Reply first = SHOP.post(
                "/orders/" + order + "/fulfill", "{\"items\":[{\"line\":1,\"quantity\":1}]}", "Prefer", "wait=20");
        assertThat(first.status()).isEqualTo(200);
        assertThat(payment(order).get("captured").asText()).isEqualTo("10.99");
        Reply rest = SHOP.post("/orders/" + order + "/fulfill", "{}", "Prefer", "wait=20");
        assertThat(rest.json().get("status").asText()).isEqualTo("SHIPPED");
        assertThat(payment(order).get("captured").asText()).isEqualTo("32.97");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).isEqualTo("""
                {"productId":"%s","name":null,"onHand":2,"available":2,"held":0,"committed":0}""".formatted(product)));

        assertThat(SHOP.post("/orders/" + order + "/deliver", "{}").status()).isEqualTo(200);
        Reply refund = SHOP.post("/orders/" + order + "/refunds", "{\"amount\":\"5.00\"}", "Prefer", "wait=20");
        assertThat(refund.status()).isEqualTo(201);
        assertThat(payment(order).get("refunded").asText()).isEqualTo("5.00");
        JsonNode now = SHOP.order(order);
        assertThat(now.get("status").asText()).isEqualTo("DELIVERED");
        assertThat(now.get("paymentStatus").asText()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(now.get("captured").asText()).isEqualTo("32.97");
        assertThat(now.get("refunded").asText()).isEqualTo("5.00");
    }

    @Test
    void a_cancelled_order_costs_nothing_and_holds_nothing() {
        String product = SHOP.stocked(5);
        String order = SHOP.place(Basket.of(product, 3)).json().get("id").asText();
        Reply cancelled = SHOP.api().delete("/orders/" + order, "Prefer", "wait=20");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("status").asText()).isEqualTo("CANCELLED");
        assertThat(payment(order).get("captured").asText()).isEqualTo("0.00");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":5,\"held\":0,\"committed\":0"));
    }

    private static JsonNode payment(String order) {
        return SHOP.get("/payments?orderId=" + order).json().at("/data/0");
    }
}
