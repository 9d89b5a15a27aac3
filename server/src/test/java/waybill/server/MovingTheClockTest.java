package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

class MovingTheClockTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop(Settings.read(null, Map.of("WAYBILL_TEST_MODE", "true")));

    private static Instant now() {
        return Instant.parse(SHOP.get("/clock").json().get("now").asText());
    }

    private static Reply advance(String by) {
        return SHOP.post("/clock", "{\"advance\":\"" + by + "\"}");
    }

    @Test
    void without_test_mode_there_is_no_clock() {
        try (RunningShop shop = new RunningShop()) {
            assertThat(shop.get("/clock").status()).isEqualTo(404);
            assertThat(shop.post("/clock", "{\"advance\":\"PT20M\"}").status()).isEqualTo(404);
        }
    }

    @Test
    void the_clock_is_moved_by_a_duration_or_to_a_time_and_runs_on_from_there() {
        Instant before = now();
        Reply moved = advance("PT20M");
        assertThat(moved.status()).isEqualTo(200);
        Instant after = Instant.parse(moved.json().get("now").asText());
        assertThat(Duration.between(before, after)).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
        Instant later = after.plusSeconds(3_600);
        assertThat(SHOP.post("/clock", "{\"now\":\"" + later + "\"}").status()).isEqualTo(200);
        assertThat(now()).isBetween(later, later.plusSeconds(60));
    }

    @Test
    void the_clock_never_moves_back() {
        Instant before = now();
        Reply reply = SHOP.post("/clock", "{\"now\":\"" + before.minusSeconds(60) + "\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asText()).isEqualTo("/now");
        assertThat(now()).isAfterOrEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"advance\":\"PT1S\",\"now\":\"2050-01-01T00:00:00Z\"}",
                "{\"advance\":\"-PT1S\"}",
                "{\"advance\":\"an hour\"}",
                "{\"advance\":\"P4000D\"}",
                "{\"now\":\"tomorrow\"}",
                "{\"now\":\"9999-01-01T00:00:00Z\"}"
            })
    void what_is_no_time_is_refused(String body) {
        assertThat(SHOP.bareJson("POST", "/clock", body).statusCode()).isEqualTo(400);
        Reply reply = SHOP.post("/clock", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().get("code").asText()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void a_repeated_move_moves_once() {
        String key = SHOP.newKey();
        Reply first = SHOP.postAs(key, "/clock", "{\"advance\":\"PT10S\"}");
        Reply again = SHOP.postAs(key, "/clock", "{\"advance\":\"PT10S\"}");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(SHOP.postAs(key, "/clock", "{\"advance\":\"PT11S\"}").status())
                .isEqualTo(422);
    }

    @Test
    void a_hold_expires_when_its_time_has_come() {
        String product = SHOP.stocked(5);
        String order = SHOP.newOrderId();
        SHOP.post(
                "/inventory/reserve",
                "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"%s\",\"quantity\":2}],\"expiresIn\":\"PT15M\"}"
                        .formatted(order, product));
        advance("PT14M");
        assertThat(SHOP.stock(product)).contains("\"held\":2");
        advance("PT1M");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":5", "\"held\":0"));
    }

    @Test
    void an_order_that_could_not_be_paid_in_time_is_over_and_its_repeated_request_is_told_so_not_to_try_again() {
        String key = SHOP.newKey();
        String order = Basket.of(SHOP.stocked(5), 2).paidWith("tok_unavailable").json();
        Reply unpaid = SHOP.postAs(key, "/orders", order, "Prefer", "wait=30");
        assertThat(unpaid.status()).isEqualTo(503);
        String id = unpaid.json().get("orderId").asText();
        advance("PT61M");
        Eventually.holds(() -> assertThat(SHOP.order(id).get("status").asText()).isEqualTo("CANCELLED"));

        Reply over = SHOP.postAs(key, "/orders", order);
        assertThat(over.status()).isEqualTo(409);
        assertThat(over.json().get("code").asText()).isEqualTo("ILLEGAL_TRANSITION");
        assertThat(over.json().get("error").asText()).contains("cancelled meanwhile: PAYMENT_FAILED");
        assertThat(SHOP.postAs(key, "/orders", order).body()).isEqualTo(over.body());
    }

    @Test
    void a_lost_answer_of_the_gateway_is_asked_for_when_the_clock_says_so() {
        Basket basket = Basket.of(SHOP.stocked(5), 2).paidWith("tok_timeout");
        String order = SHOP.place(basket, "Prefer", "wait=0").json().get("id").asText();
        Eventually.holds(
                () -> assertThat(SHOP.get("/payments?orderId=" + order).body()).contains("UNKNOWN"));
        advance("PT10S");
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("status").asText()).isEqualTo("CONFIRMED"));
    }

    private static void awaitStatus(String order, String status) {
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("status").asText()).isEqualTo(status));
    }

    /** In less time than payment lets go by before it asks the gateway: of two that are due, either may come first. */
    @Test
    void an_order_that_cannot_be_placed_in_time_is_cancelled_and_what_it_held_is_given_back() {
        Settings hurried =
                Settings.read(null, Map.of("WAYBILL_TEST_MODE", "true", "WAYBILL_ORDER_SAGA_DEADLINE", "PT4S"));
        try (RunningShop shop = new RunningShop(hurried)) {
            String product = shop.stocked(5);
            Basket basket = Basket.of(product, 2).paidWith("tok_timeout_not_charged");
            String order =
                    shop.place(basket, "Prefer", "wait=0").json().get("id").asText();
            Eventually.holds(() -> assertThat(shop.stock(product)).contains("\"held\":2"));
            shop.post("/clock", "{\"advance\":\"PT4S\"}");
            Eventually.holds(() ->
                    assertThat(shop.story(order)).as("the saga's deadline").contains("order.cancel-requested.v1"));
            shop.post("/clock", "{\"advance\":\"PT15M\"}");
            Eventually.holds(
                    () -> assertThat(shop.order(order).get("status").asText()).isEqualTo("CANCELLED"));
            assertThat(shop.order(order).at("/cancellation/reason").asText()).isEqualTo("SAGA_TIMEOUT");
            Eventually.holds(() -> assertThat(shop.stock(product)).contains("\"available\":5"));
        }
    }

    @Test
    void an_order_that_nobody_pays_again_in_time_is_cancelled() {
        Basket basket = Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined");
        String order = SHOP.place(basket).json().get("orderId").asText();
        awaitStatus(order, "PAYMENT_FAILED");
        advance("PT59M");
        assertThat(SHOP.order(order).get("status").asText()).isEqualTo("PAYMENT_FAILED");
        advance("PT1M");
        awaitStatus(order, "CANCELLED");
        assertThat(SHOP.order(order).at("/cancellation/reason").asText()).isEqualTo("PAYMENT_FAILED");
    }
}
