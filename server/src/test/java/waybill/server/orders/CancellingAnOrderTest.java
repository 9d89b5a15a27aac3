package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.Till;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Ending an order over HTTP, and what operators do about sagas. */
class CancellingAnOrderTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop(new Till());

    @Test
    void a_confirmed_order_is_cancelled_once_both_have_closed_it() {
        String product = SHOP.stocked(5);
        String order = confirmed(product, 2);
        Reply cancelled = SHOP.api()
                .delete(
                        "/orders/" + order + "?reason=changed%20my%20mind",
                        "Prefer",
                        "wait=20",
                        "Idempotency-Key",
                        "c1");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("status").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.json().at("/cancellation/reason").asText()).isEqualTo("CUSTOMER_REQUEST");
        assertThat(cancelled.json().at("/cancellation/note").asText()).isEqualTo("changed my mind");
        assertThat(cancelled.json().get("paymentStatus").asText()).isEqualTo("VOIDED");
        assertThat(SHOP.story(order)).containsSubsequence("order.cancel-requested.v1", "order.cancelled.v1");
        Eventually.holds(() -> assertThat(SHOP.stock(product)).contains("\"available\":5"));
        Reply again = SHOP.api()
                .delete(
                        "/orders/" + order + "?reason=changed%20my%20mind",
                        "Prefer",
                        "wait=20",
                        "Idempotency-Key",
                        "c1");
        assertThat(again.body()).isEqualTo(cancelled.body());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        Reply twice = SHOP.api().delete("/orders/" + order);
        assertThat(twice.status()).isEqualTo(200);
        assertThat(twice.json()).isEqualTo(SHOP.order(order));
        assertThat(SHOP.story(order)).containsOnlyOnce("order.cancelled.v1");
    }

    @Test
    void who_does_not_wait_is_told_that_it_is_on_its_way() {
        String order = confirmed(SHOP.stocked(5), 2);
        Reply asked = SHOP.api().delete("/orders/" + order, "Prefer", "respond-async");
        assertThat(asked.status()).isIn(200, 202);
        assertThat(asked.header("preference-applied")).isEqualTo("respond-async");
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("status").asText()).isEqualTo("CANCELLED"));
    }

    @Test
    void an_unpaid_order_has_nothing_to_close_and_ends_at_once() {
        String order = unpaid();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.released.v1"));
        Reply cancelled = SHOP.api().delete("/orders/" + order);
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("status").asText()).isEqualTo("CANCELLED");
        assertThat(SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void of_a_partly_shipped_order_the_rest_is_cancelled() {
        String order = confirmed(SHOP.stocked(5), 3);
        SHOP.post("/orders/" + order + "/fulfill", "{\"items\":[{\"line\":1,\"quantity\":1}]}");
        Reply rest = SHOP.api().delete("/orders/" + order);
        assertThat(rest.status()).isEqualTo(200);
        assertThat(rest.json().get("status").asText()).isEqualTo("SHIPPED");
        assertThat(rest.json().at("/items/0/shipped").asInt()).isEqualTo(1);
        assertThat(rest.json().at("/items/0/cancelled").asInt()).isEqualTo(2);
        assertThat(SHOP.api().delete("/orders/" + order).status()).isEqualTo(200);
    }

    @Test
    void what_has_shipped_is_not_cancelled() {
        String order = confirmed(SHOP.stocked(5), 1);
        SHOP.post("/orders/" + order + "/fulfill", "{}");
        Reply refused = SHOP.api().delete("/orders/" + order);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("type").asText()).isEqualTo("/problems/order-already-shipped");
        assertThat(refused.json().get("allowedActions").toString()).contains("refund");
        assertThat(SHOP.api().delete("/orders/" + SHOP.newOrderId()).status()).isEqualTo(404);
    }

    @Test
    void the_chance_to_pay_again_ends() {
        String order = unpaid();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.released.v1"));
        SHOP.post("/clock", "{\"advance\":\"PT61M\"}");
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("status").asText()).isEqualTo("CANCELLED"));
        assertThat(SHOP.order(order).at("/cancellation/reason").asText()).isEqualTo("PAYMENT_FAILED");
        assertThat(SHOP.order(order).at("/cancellation/by").asText()).isEqualTo("order");
    }

    @Test
    void an_operator_undoes_a_saga_and_says_why() {
        String order = confirmed(SHOP.stocked(5), 2);
        Reply undone = SHOP.post("/sagas/" + order + "/compensate", "{\"reason\":\"fraud\"}", "Prefer", "wait=20");
        assertThat(undone.status()).isEqualTo(200);
        assertThat(undone.json().at("/cancellation/reason").asText()).isEqualTo("OPERATOR");
        assertThat(undone.json().at("/cancellation/note").asText()).isEqualTo("fraud");
    }

    @Test
    void an_operator_has_an_answer_asked_for_again() {
        String order = SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_slow_3000"), "Prefer", "respond-async")
                .json()
                .get("id")
                .asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.reserved.v1"));
        Reply asked = SHOP.postAs("retry-" + order, "/sagas/" + order + "/retry", "{\"reason\":\"slow\"}");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(SHOP.story(order)).containsSubsequence("order.operator-acted.v1", "order.answer-wanted.v1");
        Reply again = SHOP.postAs("retry-" + order, "/sagas/" + order + "/retry", "{\"reason\":\"slow\"}");
        assertThat(again.body()).isEqualTo(asked.body());
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("status").asText()).isEqualTo("CONFIRMED"));
    }

    @Test
    void where_nobody_is_waited_for_there_is_nothing_to_ask() {
        assertThat(SHOP.post("/sagas/" + unpaid() + "/retry", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(409);
        for (String what : List.of("retry", "compensate")) {
            assertThat(SHOP.post("/sagas/" + SHOP.newOrderId() + "/" + what, "{\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(SHOP.post("/sagas/" + SHOP.newOrderId() + "/" + what, "{}")
                            .status())
                    .isEqualTo(400);
        }
    }

    private static String unpaid() {
        return SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined"))
                .json()
                .get("orderId")
                .asText();
    }

    private static String confirmed(String product, int units) {
        return SHOP.place(Basket.of(product, units)).json().get("id").asText();
    }
}
