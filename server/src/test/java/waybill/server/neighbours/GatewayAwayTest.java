package waybill.server.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.neighbours.Elsewhere.Act;
import waybill.server.neighbours.Elsewhere.Nobody;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Ruling 2, with a payment provider behind real sockets: away is a friendly no, and no answer is no no. */
class GatewayAwayTest {
    @AutoClose
    private final Nobody nobody = new Nobody();

    @AutoClose
    private final Elsewhere elsewhere = new Elsewhere(new Act.Hang());

    private static RunningShop shop(URI gateway) {
        return new RunningShop(Settings.read(
                null,
                Map.of(
                        "WAYBILL_PAYMENT_GATEWAY", "stripe",
                        "WAYBILL_PAYMENT_STRIPE_SECRET_KEY", "sk_test_1",
                        "WAYBILL_PAYMENT_STRIPE_WEBHOOK_SECRET", "whsec_1",
                        "WAYBILL_PAYMENT_STRIPE_BASE_URL", gateway.toString())));
    }

    @Test
    void a_gateway_that_cannot_be_reached_is_told_to_the_customer_who_has_not_been_charged() {
        try (RunningShop shop = shop(nobody.address())) {
            String product = shop.stocked(3);
            Reply reply = shop.place(Basket.of(product, 2).paidWith("pm_card_visa"), "Prefer", "wait=25");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isNotEmpty();
            assertThat(reply.json().get("code").asText()).isEqualTo("PAYMENT_UNAVAILABLE");
            assertThat(reply.json().get("error").asText()).contains("You have not been charged");
            JsonNode order = shop.order(reply.json().get("orderId").asText());
            assertThat(order.get("status").asText()).isEqualTo("PAYMENT_FAILED");
            Eventually.holds(() -> assertThat(shop.stock(product)).contains("\"available\":3"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangs", "500", "garbage", "hangs up"})
    void a_gateway_whose_answer_nobody_has_is_not_a_decline(String trouble) {
        elsewhere.becomes(
                switch (trouble) {
                    case "hangs" -> new Act.Hang();
                    case "500" -> new Act.Say(500, "{}");
                    case "garbage" -> new Act.Say(200, "<html>welcome</html>");
                    default -> new Act.HangUp();
                });
        try (RunningShop shop = shop(elsewhere.address())) {
            String product = shop.stocked(3);
            Reply reply = shop.place(Basket.of(product, 2).paidWith("pm_card_visa"), "Prefer", "wait=0");
            assertThat(reply.status()).isEqualTo(202);
            String order = reply.json().get("id").asText();
            Eventually.holds(() ->
                    assertThat(shop.order(order).at("/holds/0/hold").asText()).isEqualTo("PAYMENT_UNKNOWN"));
            assertThat(shop.order(order).get("status").asText()).isEqualTo("PENDING");
            assertThat(shop.stock(product)).contains("\"held\":2");
        }
    }
}
