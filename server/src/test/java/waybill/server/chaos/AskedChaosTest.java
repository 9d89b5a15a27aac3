package waybill.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.core.chaos.Chaos.Point;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** With {@code X-Chaos} a request asks for one failure in one place, and nothing else fails. */
class AskedChaosTest {
    private static final String HEADER = "X-Chaos";

    private static final RunningShop SHOP = new RunningShop(Settings.read(
            null,
            Map.of(
                    "CHAOS_MODE", "true",
                    "WAYBILL_CHAOS_RATE", "0",
                    "WAYBILL_TEST_MODE", "true",
                    "WAYBILL_CHAOS_POINTS",
                            "before-handler, after-commit, gateway-unsent, gateway-answer-lost,"
                                    + " delivery-delay, delivery-duplicate")));

    @AfterAll
    static void close() {
        SHOP.close();
    }

    private static Reply order(String key, String product, String... headers) {
        return SHOP.postAs(key, "/orders", Basket.of(product, 1).json(), headers);
    }

    private static double injected(RunningShop shop, Point point) {
        String line = "chaos_injected_total{point=\"" + point.label() + "\"} ";
        return shop.get("/metrics")
                .body()
                .lines()
                .filter(it -> it.startsWith(line))
                .mapToDouble(it -> Double.parseDouble(it.substring(line.length())))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void before_the_handler_nothing_was_done() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();

        Reply failed = order(key, product, HEADER, "before-handler");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.json().get("code").asText()).isEqualTo("CHAOS_INJECTED");
        assertThat(SHOP.stock(product)).contains("\"available\":5");

        Reply first = order(key, product);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("idempotent-replayed")).isNull();
    }

    @Test
    void after_the_commit_all_was_done_and_the_repeat_is_told_so() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();

        assertThat(order(key, product, HEADER, "after-commit").status()).isEqualTo(500);

        Reply repeat = order(key, product);
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.header("idempotent-replayed")).isEqualTo("true");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":4"));
    }

    @Test
    void a_gateway_that_cannot_be_reached_charges_nobody_and_the_same_key_pays_later() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();

        Reply unavailable = order(key, product, HEADER, "gateway-unsent", "Prefer", "wait=20");
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.json().get("code").asText()).isEqualTo("PAYMENT_UNAVAILABLE");

        Reply paid = order(key, product, "Prefer", "wait=20");
        assertThat(paid.status()).isEqualTo(201);
        assertThat(paid.json().get("status").asText()).isEqualTo("CONFIRMED");
        assertThat(calls(paid.json().get("id").asText())).containsExactlyInAnyOrder("ERRORED", "SUCCEEDED");
    }

    /** What became of every call of the gateway for this order. */
    private static List<String> calls(String order) {
        return SHOP.get("/payments?orderId=" + order).json().get("data").findValues("transactions").stream()
                .flatMap(transactions -> transactions.findValuesAsText("status").stream())
                .toList();
    }

    @Test
    void a_lost_answer_of_the_gateway_is_unknown_until_it_is_asked() {
        String product = SHOP.stocked(5);

        Reply waiting = order(SHOP.newKey(), product, HEADER, "gateway-answer-lost", "Prefer", "wait=1");
        assertThat(waiting.status()).isEqualTo(202);
        String id = waiting.json().get("id").asText();
        Eventually.holds(
                () -> assertThat(SHOP.get("/payments?orderId=" + id).json().findValuesAsText("status"))
                        .contains("UNKNOWN"));

        SHOP.post("/clock", "{\"advance\":\"PT20S\"}");
        Eventually.holds(() -> assertThat(SHOP.order(id).get("status").asText()).isEqualTo("CONFIRMED"));
    }

    @Test
    void events_that_come_twice_or_late_change_nothing() {
        String product = SHOP.stocked(5);
        double before = injected(SHOP, Point.DELIVERY_DUPLICATE);

        assertThat(order(SHOP.newKey(), product, HEADER, "delivery-duplicate").status())
                .isEqualTo(201);
        assertThat(order(SHOP.newKey(), product, HEADER, "delivery-delay").status())
                .isEqualTo(201);

        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":3,\"held\":0,\"committed\":2"));
        assertThat(injected(SHOP, Point.DELIVERY_DUPLICATE) - before).isGreaterThan(3);
        assertThat(injected(SHOP, Point.DELIVERY_DELAY)).isGreaterThan(3);
    }

    @Test
    void a_request_id_that_is_used_again_without_asking_is_left_alone() {
        String product = SHOP.stocked(5);
        String key = SHOP.newKey();

        assertThat(order(key, product, HEADER, "before-handler", "X-Request-Id", "mine")
                        .status())
                .isEqualTo(500);
        assertThat(order(key, product, "X-Request-Id", "mine").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "AFTER-COMMIT", "after-commit,before-handler", "delivery-reorder"})
    void a_point_that_is_unknown_or_not_allowed_here_is_400(String point) {
        Reply refused = SHOP.get("/orders", HEADER, point);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/headers/X-Chaos");
        assertThat(refused.body()).contains("before-handler, after-commit, gateway-unsent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/metrics", "/openapi.yaml", "/docs"})
    void pages_are_left_alone(String page) {
        assertThat(SHOP.bare("GET", page, HEADER, "before-handler").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-handler", "nonsense"})
    void without_chaos_mode_the_header_does_nothing_and_nothing_is_counted(String asked) {
        try (RunningShop calm = new RunningShop()) {
            assertThat(calm.get("/orders", HEADER, asked).status()).isEqualTo(200);
            assertThat(calm.get("/metrics").body())
                    .contains("chaos_mode 0.0")
                    .doesNotContainPattern("chaos_injected_total\\{.*} [1-9]");
        }
    }
}
