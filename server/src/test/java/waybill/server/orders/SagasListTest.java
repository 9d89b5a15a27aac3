package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;

/** Sagas that have not ended, and those that need a look. */
class SagasListTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void a_saga_runs_until_its_order_is_confirmed() {
        String order = SHOP.place(Basket.of(SHOP.stocked(5), 1).confirmedByHand())
                .json()
                .get("id")
                .asText();

        JsonNode saga = saga("running", order);
        assertThat(saga.get("status").asText()).isEqualTo("PLACED");
        assertThat(saga.get("state").asText()).isEqualTo("RUNNING");
        assertThat(saga.get("step").asText()).isEqualTo("CONFIRM_ORDER");
        assertThat(saga.get("attempt").asInt()).isEqualTo(1);
        assertThat(saga.get("waitingFor")).isEqualTo(Plain.read("[\"operator\"]"));
        assertThat(saga("stuck", order).isMissingNode()).isTrue();

        SHOP.post("/orders/" + order + "/process", "{}");
        assertThat(saga("running", order).isMissingNode()).isTrue();
    }

    @Test
    void a_saga_whose_payment_nobody_knows_of_runs_and_is_stuck() {
        String order = SHOP.place(Basket.of(SHOP.stocked(5), 1).paidWith("tok_timeout"), "Prefer", "respond-async")
                .json()
                .get("id")
                .asText();

        Eventually.holds(() -> assertThat(saga("stuck", order).isMissingNode()).isFalse());
        JsonNode saga = saga("running", order);
        assertThat(saga.get("step").asText()).isEqualTo("AUTHORIZE_PAYMENT");
        assertThat(saga.get("waitingFor")).isEqualTo(Plain.read("[\"payment\"]"));
        assertThat(saga.get("deadline").asText()).isNotBlank();
    }

    @Test
    void sagas_come_in_pages() {
        String product = SHOP.stocked(5);
        for (int i = 0; i < 3; i++) {
            SHOP.place(Basket.of(product, 1).confirmedByHand());
        }
        List<JsonNode> all = all("running", 200);
        assertThat(all).hasSizeGreaterThan(2);
        assertThat(all("running", 1))
                .extracting(saga -> saga.get("orderId"))
                .containsExactlyElementsOf(
                        all.stream().map(saga -> saga.get("orderId")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=RUNNING", "state=done", "state=", "limit=0", "cursor=1", "stuck=true"})
    void a_question_that_is_none_is_refused(String query) {
        assertThat(SHOP.get("/sagas?" + query).status()).isEqualTo(400);
    }

    private static JsonNode saga(String state, String order) {
        return all(state, 200).stream()
                .filter(saga -> saga.get("orderId").asText().equals(order))
                .findFirst()
                .orElse(Plain.read("{}").at("/none"));
    }

    private static List<JsonNode> all(String state, int limit) {
        List<JsonNode> sagas = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            page = SHOP.get("/sagas?limit=" + limit + "&state=" + state + cursor)
                    .json();
            page.get("data").forEach(sagas::add);
            cursor = "&cursor=" + page.at("/page/nextCursor").asText();
        } while (page.at("/page/hasMore").asBoolean());
        return sagas;
    }
}
