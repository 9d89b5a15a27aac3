package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** A gateway that fails, as a shop and its customers see it (PRODUCT.md §3.2). */
class GatewayOutageShopTest {
    private static final String SCHEDULE = "PT0.05S,PT0.05S,PT0.05S";

    /** Its breaker never opens. */
    @AutoClose
    private static final RunningShop PATIENT = shop("1000000", "PT30S");

    /** Its breaker is as usual, but is tried again soon. */
    @AutoClose
    private static final RunningShop STRICT = shop("5", "PT2S");

    private static RunningShop shop(String minimumCalls, String openFor) {
        return new RunningShop(Settings.read(
                null,
                Map.of(
                        "WAYBILL_RETRY_SCHEDULE",
                        SCHEDULE,
                        "WAYBILL_RESILIENCE_GATEWAY_MINIMUM_CALLS",
                        minimumCalls,
                        "WAYBILL_RESILIENCE_GATEWAY_OPEN_FOR",
                        openFor)));
    }

    @Test
    void one_error_of_the_gateway_is_made_up_for_under_the_same_key_and_nobody_notices() {
        double before = metric(PATIENT, "retry_count_total{name=\"gateway\",reason=\"server_error\"}");
        Reply placed = PATIENT.place(Basket.of(PATIENT.stocked(5), 2).paidWith("tok_error_once"), "Prefer", "wait=20");

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.json().get("status").asText()).isEqualTo("CONFIRMED");
        JsonNode payments = PATIENT.get(
                        "/payments?orderId=" + placed.json().get("id").asText())
                .json();
        assertThat(payments.at("/data").size()).isEqualTo(1);
        assertThat(payments.at("/data/0/transactions").size()).isEqualTo(1);
        assertThat(metric(PATIENT, "retry_count_total{name=\"gateway\",reason=\"server_error\"}"))
                .isGreaterThan(before);
    }

    @Test
    void retries_used_up_with_nothing_sent_charge_nobody_and_say_so() {
        String product = PATIENT.stocked(5);
        Reply away = PATIENT.place(Basket.of(product, 2).paidWith("tok_unavailable"), "Prefer", "wait=20");

        assertSaysThatNobodyWasCharged(away);
        String order = away.json().get("orderId").asText();
        JsonNode payments = PATIENT.get("/payments?orderId=" + order).json();
        assertThat(payments.findValuesAsText("authorized")).containsExactly("0.00");
        assertThat(payments.at("/data/0/transactions").size())
                .as("four calls, one transaction")
                .isEqualTo(1);
        Eventually.holds(() -> assertThat(PATIENT.stock(product)).contains("\"available\":5,\"held\":0"));
    }

    @Test
    void an_open_breaker_answers_at_once_and_the_same_request_pays_when_it_has_closed() {
        String product = STRICT.stocked(10);
        assertThat(metric(STRICT, "circuit_breaker_state{name=\"gateway\"}")).isZero();
        for (int i = 0; i < 2; i++) {
            assertSaysThatNobodyWasCharged(
                    STRICT.place(Basket.of(product, 1).paidWith("tok_unavailable"), "Prefer", "wait=20"));
        }
        assertThat(metric(STRICT, "circuit_breaker_state{name=\"gateway\"}")).isEqualTo(1);
        assertThat(STRICT.get("/health").json().get("status").asText()).isEqualTo("UP");

        String key = STRICT.newKey();
        String basket = Basket.of(product, 2).json();
        Reply refused = STRICT.postAs(key, "/orders", basket);
        assertSaysThatNobodyWasCharged(refused);
        String order = refused.json().get("orderId").asText();
        assertThat(STRICT.order(order).at("/status").asText()).isEqualTo("PAYMENT_FAILED");

        Eventually.holds(
                () -> assertThat(STRICT.postAs(key, "/orders", basket).status()).isEqualTo(201));
        assertThat(STRICT.order(order).at("/status").asText()).isEqualTo("CONFIRMED");
        assertThat(metric(STRICT, "circuit_breaker_state{name=\"gateway\"}")).isZero();
    }

    @Test
    void what_is_counted_is_there_from_the_start() {
        String metrics = PATIENT.get("/metrics").body();
        for (String name : new String[] {"gateway", "gateway-questions"}) {
            assertThat(metrics).contains("circuit_breaker_state{name=\"" + name + "\"} 0");
            for (String reason : new String[] {"unreachable", "timeout", "lost", "too_many_requests", "server_error"}) {
                assertThat(metrics).contains("retry_count_total{name=\"" + name + "\",reason=\"" + reason + "\"}");
            }
        }
    }

    private static void assertSaysThatNobodyWasCharged(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("30");
        assertThat(reply.json().get("code").asText()).isEqualTo("PAYMENT_UNAVAILABLE");
        assertThat(reply.json().get("error").asText()).contains("You have not been charged");
    }

    private static double metric(RunningShop shop, String name) {
        return shop.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
