package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;

/** What every replica sees is due is done once. */
class DueAtAllReplicasTest {
    @AutoClose
    private static final Replicas SHOP = new Replicas(2, Map.of("WAYBILL_TEST_MODE", "true"));

    private static final RunningShop HERE = SHOP.at(0);
    private static final RunningShop THERE = SHOP.at(1);

    private static void advance(String by) {
        SHOP.all()
                .forEach(shop -> assertThat(shop.postAs(Replicas.newKey(), "/clock", "{\"advance\":\"" + by + "\"}")
                                .status())
                        .isEqualTo(200));
    }

    private static List<String> announced(String service, String about) {
        JsonNode events =
                THERE.get("/events?limit=200&service=" + service).json().get("data");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.get("subject").asText().equals(about))
                .map(event -> event.get("type").asText())
                .toList();
    }

    @Test
    void a_hold_expires_once() {
        String product = SHOP.stocked(5);
        String order = HERE.newOrderId();
        HERE.postAs(
                Replicas.newKey(),
                "/inventory/reserve",
                "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"%s\",\"quantity\":2}],\"expiresIn\":\"PT15M\"}"
                        .formatted(order, product));
        advance("PT15M");

        Eventually.holds(() -> assertThat(THERE.stock(product)).contains("\"available\":5", "\"held\":0"));
        assertThat(announced("inventory", order)).containsExactly("inventory.reserved.v1", "inventory.expired.v1");
    }

    @Test
    void an_order_that_is_not_paid_in_time_is_cancelled_once() {
        Basket basket = Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined");
        String order = Replicas.id(Replicas.place(HERE, Replicas.newKey(), basket, "Prefer", "wait=0"));
        Replicas.awaitStatus(THERE, order, "PAYMENT_FAILED");
        advance("PT1H");

        Replicas.awaitStatus(THERE, order, "CANCELLED");
        assertThat(HERE.story(order)).containsOnlyOnce("order.cancelled.v1");
        Eventually.holds(() -> assertThat(THERE.stock(basket.product())).contains("\"available\":5"));
    }

    @Test
    void a_lost_answer_of_the_gateway_is_found_once_and_the_money_is_set_aside_once() {
        Basket basket = Basket.of(SHOP.stocked(5), 2).paidWith("tok_timeout");
        String order = Replicas.id(Replicas.place(HERE, Replicas.newKey(), basket, "Prefer", "wait=0"));
        Eventually.holds(
                () -> assertThat(THERE.get("/payments?orderId=" + order).body()).contains("UNKNOWN"));
        advance("PT10S");

        Replicas.awaitStatus(THERE, order, "CONFIRMED");
        assertThat(announced("payment", order)).containsOnlyOnce("payment.authorized.v1");
        JsonNode payments = HERE.get("/payments?orderId=" + order).json().get("data");
        assertThat(payments).hasSize(1);
        assertThat(payments.at("/0/transactions")).hasSize(1);
    }

    @Test
    void a_lost_answer_about_money_that_goes_back_is_found_once() {
        Basket basket = Basket.of(SHOP.stocked(5), 2).paidWith("tok_void_timeout");
        String order = Replicas.id(Replicas.place(HERE, basket));
        THERE.api().delete("/orders/" + order, "Idempotency-Key", Replicas.newKey(), "Prefer", "wait=0");
        Eventually.holds(
                () -> assertThat(HERE.get("/payments?orderId=" + order).body()).contains("UNKNOWN"));
        advance("PT20S");

        Replicas.awaitStatus(THERE, order, "CANCELLED");
        JsonNode payment = HERE.get("/payments?orderId=" + order).json().at("/data/0");
        assertThat(payment.get("status").asText()).isEqualTo("VOIDED");
        assertThat(payment.get("transactions")).hasSize(2);
    }
}
