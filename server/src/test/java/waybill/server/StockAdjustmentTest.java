package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

class StockAdjustmentTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void a_count_corrects_what_is_on_hand_up_and_down() {
        String tea = SHOP.stocked(10);
        String before = SHOP.position("inventory");
        Reply found = SHOP.post(
                "/inventory/adjust", "{\"productId\":\"%s\",\"quantity\":3,\"reference\":\"count\"}".formatted(tea));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json()).isEqualTo(stock(tea, 13, 0));
        assertThat(adjust(tea, -13).json()).isEqualTo(stock(tea, 0, 0));
        assertThat(SHOP.get("/inventory/items/" + tea).json()).isEqualTo(stock(tea, 0, 0));
        assertThat(SHOP.feed("inventory", before).stream()
                        .map(event -> event.get("data"))
                        .toList())
                .isEqualTo(List.of(
                        Plain.read("{\"productId\":\"%s\",\"delta\":3,\"reference\":\"count\"}".formatted(tea)),
                        Plain.read("{\"productId\":\"%s\",\"delta\":-13}".formatted(tea))));
    }

    @Test
    void a_correction_sent_twice_corrects_once() {
        String tea = SHOP.stocked(10);
        String key = SHOP.newKey();
        String body = "{\"productId\":\"%s\",\"quantity\":-4}".formatted(tea);
        Reply first = SHOP.postAs(key, "/inventory/adjust", body);
        Reply again = SHOP.postAs(key, "/inventory/adjust", body);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(SHOP.get("/inventory/items/" + tea).json()).isEqualTo(stock(tea, 6, 0));
        assertThat(SHOP.postAs(key, "/inventory/receive", body.replace("-4", "4"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_is_promised_is_never_taken() {
        String tea = SHOP.stocked(10);
        SHOP.post(
                "/inventory/reserve",
                "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"%s\",\"quantity\":8}]}"
                        .formatted(SHOP.newOrderId(), tea));
        Reply refused = adjust(tea, -3);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Plain.of(refused))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "below-promised", "Stock would fall below what is promised"),
                        "Only 2 of " + tea + " are not promised to orders.",
                        "/inventory/adjust",
                        "\"productId\":\"" + tea + "\",\"available\":2"));
        assertThat(adjust(tea, -2).json()).isEqualTo(stock(tea, 8, 8));
    }

    @Test
    void what_was_never_received_cannot_be_corrected() {
        Reply refused = adjust(SHOP.newProduct(), 5);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().get("code").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void what_has_expired_is_not_said_to_be_released() {
        String order = SHOP.newOrderId();
        String tea = SHOP.stocked(10);
        SHOP.post(
                "/inventory/reserve",
                "{\"orderId\":\"%s\",\"expiresIn\":\"PT1S\",\"items\":[{\"productId\":\"%s\",\"quantity\":8}]}"
                        .formatted(order, tea));
        Eventually.holds(() -> assertThat(SHOP.get("/inventory/reservations/" + order)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("EXPIRED"));
        assertThat(SHOP.post("/inventory/release", "{\"orderId\":\"" + order + "\"}")
                        .json())
                .isEqualTo(Plain.read("{\"orderId\":\"%s\",\"status\":\"EXPIRED\",\"released\":false,\"items\":[]}"
                        .formatted(order)));
    }

    private static Reply adjust(String product, int quantity) {
        return SHOP.post("/inventory/adjust", "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, quantity));
    }

    private static JsonNode stock(String product, int onHand, int held) {
        return Plain.read(
                "{\"productId\":\"%s\",\"name\":null,\"onHand\":%d,\"available\":%d,\"held\":%d,\"committed\":0}"
                        .formatted(product, onHand, onHand - held, held));
    }
}
