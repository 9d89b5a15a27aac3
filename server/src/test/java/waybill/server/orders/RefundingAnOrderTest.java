package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.order.service.Payments.Outcome;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.server.Till;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Giving money back over HTTP: never more than was captured, and only once per request. */
class RefundingAnOrderTest {
    private static final Till TILL = new Till();

    @AutoClose
    private static final RunningShop SHOP = new RunningShop(TILL);

    @Test
    void an_amount_goes_back_and_the_order_says_so() {
        String order = shipped(3);
        Reply reply = refund(order, "{\"amount\":\"5.00\",\"reason\":\"scratched\"}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(Plain.of(reply.body().replaceAll("rfd_[0-7][0-9a-z]{25}", "rfd_*")))
                .isEqualTo(Plain.read("""
                        {"id":"rfd_*","orderId":"ord_*","status":"SUCCEEDED","amount":"5.00","currency":"EUR",
                         "reason":"scratched","items":[],"at":"then"}"""));
        assertThat(SHOP.order(order).get("refunds")).containsExactly(reply.json());
        assertThat(SHOP.order(order).get("refunded").asText()).isEqualTo("5.00");
        assertThat(SHOP.order(order).get("paymentStatus").asText()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(TILL.of(order)).containsExactly("32.97", "-5.00");
    }

    @Test
    void pieces_that_have_shipped_are_refunded_at_their_price() {
        String order = shipped(3);
        Reply reply = refund(order, "{\"items\":[{\"line\":1,\"quantity\":2}]}");
        assertThat(reply.json().get("amount").asText()).isEqualTo("21.98");
        assertThat(reply.json().at("/items/0/quantity").asInt()).isEqualTo(2);
        assertThat(SHOP.order(order).at("/items/0/refunded").asInt()).isEqualTo(2);
        Reply tooMany = refund(order, "{\"items\":[{\"line\":1,\"quantity\":2}]}");
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(TILL.of(order)).containsExactly("32.97", "-21.98");
    }

    @Test
    void more_than_was_captured_does_not_go_back() {
        String order = shipped(1);
        Reply reply = refund(order, "{\"amount\":\"11.00\"}");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().get("type").asText()).isEqualTo("/problems/over-refund");
        assertThat(reply.json().get("available").asText()).isEqualTo("10.99");
        assertThat(refund(order, "{\"amount\":\"10.99\"}").status()).isEqualTo(201);
        assertThat(refund(order, "{\"amount\":\"0.01\"}").status()).isEqualTo(409);
        assertThat(SHOP.order(order).get("paymentStatus").asText()).isEqualTo("REFUNDED");
        assertThat(TILL.of(order)).containsExactly("10.99", "-10.99");
    }

    @Test
    void what_has_not_been_captured_cannot_go_back() {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        assertThat(refund(order, "{\"amount\":\"1.00\"}").status()).isEqualTo(409);
        assertThat(refund(SHOP.newOrderId(), "{\"amount\":\"1.00\"}").status()).isEqualTo(404);
        assertThat(TILL.asked(order)).isZero();
    }

    @Test
    void a_repeat_gives_nothing_back_twice() {
        String order = shipped(3);
        Reply first = SHOP.postAs("back-" + order, "/orders/" + order + "/refunds", "{\"amount\":\"5.00\"}");
        refund(order, "{\"amount\":\"1.00\"}");
        Reply again = SHOP.postAs("back-" + order, "/orders/" + order + "/refunds", "{\"amount\":\"5.00\"}");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(TILL.of(order)).containsExactly("32.97", "-5.00", "-1.00");
    }

    @Test
    void after_an_outage_the_same_key_tries_again_and_a_no_stays_a_no() {
        String order = shipped(2);
        String path = "/orders/" + order + "/refunds";
        TILL.next(new Outcome.Unavailable());
        Reply away = SHOP.postAs("away-" + order, path, "{\"amount\":\"5.00\"}");
        assertThat(away.status()).isEqualTo(503);
        assertThat(SHOP.postAs("away-" + order, path, "{\"amount\":\"5.00\"}").status())
                .isEqualTo(201);
        TILL.next(new Outcome.Declined("DECLINED"));
        Reply no = SHOP.postAs("no-" + order, path, "{\"amount\":\"2.00\"}");
        assertThat(no.status()).isEqualTo(402);
        assertThat(SHOP.postAs("no-" + order, path, "{\"amount\":\"2.00\"}").body())
                .isEqualTo(no.body());
        assertThat(TILL.of(order)).containsExactly("21.98", "-5.00");
        assertThat(SHOP.order(order).get("refunds").findValuesAsText("status")).containsExactly("SUCCEEDED", "FAILED");
    }

    /** The repeat once began another refund, and the customer had the money twice. */
    @Test
    void a_refund_that_was_done_although_payment_was_away_is_not_done_again_by_a_repeat() {
        String order = shipped(2);
        String path = "/orders/" + order + "/refunds";
        TILL.movesAndSays(new Outcome.Unavailable());
        assertThat(SHOP.postAs("done-" + order, path, "{\"amount\":\"5.00\"}").status())
                .isEqualTo(503);
        TILL.next(new Outcome.Unavailable());
        assertThat(SHOP.postAs("done-" + order, path, "{\"amount\":\"5.00\"}").status())
                .as("asked for until somebody answers")
                .isEqualTo(202);
        Reply done = SHOP.postAs("done-" + order, path, "{\"amount\":\"5.00\"}");
        assertThat(done.status()).isEqualTo(201);
        assertThat(SHOP.postAs("done-" + order, path, "{\"amount\":\"5.00\"}").body())
                .isEqualTo(done.body());
        assertThat(TILL.of(order)).containsExactly("21.98", "-5.00");
        assertThat(SHOP.order(order).get("refunded").asText()).isEqualTo("5.00");
    }

    @Test
    void what_the_order_refused_after_an_outage_stays_refused_under_its_key_to_the_last_letter() {
        String order = shipped(2);
        String path = "/orders/" + order + "/refunds";
        TILL.next(new Outcome.Unavailable());
        assertThat(SHOP.postAs("late-" + order, path, "{\"amount\":\"5.00\"}").status())
                .isEqualTo(503);
        refund(order, "{\"amount\":\"20.00\"}");
        Reply refused = SHOP.postAs("late-" + order, path, "{\"amount\":\"5.00\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("available").asText()).isEqualTo("1.98");
        refund(order, "{\"amount\":\"1.98\"}");
        Reply again = SHOP.postAs("late-" + order, path, "{\"amount\":\"5.00\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(TILL.of(order)).containsExactly("21.98", "-20.00", "-1.98");
    }

    @Test
    void while_nobody_knows_the_refund_is_pending_and_the_deadline_asks_again() {
        String order = shipped(2);
        TILL.next(new Outcome.Unknown());
        Reply pending = refund(order, "{\"amount\":\"5.00\"}", "Prefer", "wait=0");
        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.json().get("status").asText()).isEqualTo("PENDING");
        assertThat(pending.json().get("at").isNull()).isTrue();
        assertThat(refund(order, "{\"amount\":\"17.00\"}").status()).isEqualTo(409);
        SHOP.post("/clock", "{\"advance\":\"PT6M\"}");
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("refunded").asText()).isEqualTo("5.00"));
        assertThat(TILL.of(order)).containsExactly("21.98", "-5.00");
    }

    @Test
    void a_refund_says_how_much() {
        String order = shipped(1);
        for (String body : List.of("{}", "{\"amount\":\"0.00\"}", "{\"amount\":-1}", "{\"reason\":\"x\"}")) {
            assertThat(refund(order, body).status()).as(body).isEqualTo(400);
        }
        Reply precise = refund(order, "{\"amount\":\"1.001\"}");
        assertThat(precise.status()).isEqualTo(422);
        assertThat(precise.json().at("/errors/0/pointer").asText()).isEqualTo("/amount");
    }

    private static Reply refund(String order, String body, String... headers) {
        return SHOP.post("/orders/" + order + "/refunds", body, headers);
    }

    private static String shipped(int units) {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), units)).json().get("id").asText();
        assertThat(SHOP.post("/orders/" + order + "/fulfill", "{}").status()).isEqualTo(200);
        return order;
    }
}
