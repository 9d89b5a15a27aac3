package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.order.service.Payments.Outcome;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.server.Till;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Shipping over HTTP: the money of exactly what ships is captured first, then it ships. */
class ShippingAnOrderTest {
    private static final Till TILL = new Till();

    @AutoClose
    private static final RunningShop SHOP = new RunningShop(TILL);

    @Test
    void all_that_is_open_ships_and_its_money_is_captured() {
        String order = confirmed(3);
        Reply reply = fulfill(order, "{\"carrier\":\"DHL\",\"trackingNumber\":\"0034\"}");
        assertThat(reply.status()).isEqualTo(200);
        JsonNode shipped = reply.json();
        assertThat(shipped.get("status").asText()).isEqualTo("SHIPPED");
        assertThat(shipped.get("paymentStatus").asText()).isEqualTo("CAPTURED");
        assertThat(shipped.get("fulfillmentStatus").asText()).isEqualTo("FULFILLED");
        assertThat(shipped.get("captured").asText()).isEqualTo("32.97");
        assertThat(shipped.at("/items/0/shipped").asInt()).isEqualTo(3);
        assertThat(Plain.of(shipped.get("shipments").toString().replaceAll("shp_[0-7][0-9a-z]{25}", "shp_*")))
                .isEqualTo(Plain.read("""
                        [{"id":"shp_*","status":"SHIPPED","carrier":"DHL","trackingNumber":"0034",
                          "items":[{"line":1,"productId":%s,"quantity":3}],"amount":"32.97","reason":null,"at":"then"}]""".formatted(shipped.at("/items/0/productId"))));
        assertThat(TILL.of(order)).containsExactly("32.97");
        assertThat(SHOP.story(order)).containsSubsequence("order.shipment-begun.v1", "order.shipped.v1");
    }

    @Test
    void who_ships_at_once_waits_until_inventory_has_committed_the_goods() {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), 1)).json().get("id").asText();
        assertThat(fulfill(order, "{}").status()).isEqualTo(200);
        assertThat(SHOP.story(order)).containsSubsequence("inventory.committed.v1", "order.shipment-begun.v1");
    }

    @Test
    void an_order_ships_in_parts_and_is_shipped_with_the_last() {
        String order = confirmed(3);
        Reply first = fulfill(order, "{\"items\":[{\"line\":1,\"quantity\":2}]}");
        assertThat(first.json().get("status").asText()).isEqualTo("PARTIALLY_SHIPPED");
        assertThat(first.json().get("paymentStatus").asText()).isEqualTo("PARTIALLY_CAPTURED");
        Reply tooMany = fulfill(order, "{\"items\":[{\"line\":1,\"quantity\":2}]}");
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.json().get("error").asText()).contains("only 1 are left");
        Reply last = fulfill(order, "{}");
        assertThat(last.json().get("status").asText()).isEqualTo("SHIPPED");
        assertThat(TILL.of(order)).containsExactly("21.98", "10.99");
        Reply none = fulfill(order, "{}");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.json().get("currentStatus").asText()).isEqualTo("SHIPPED");
    }

    @Test
    void a_repeat_is_the_first_answer_byte_for_byte_whatever_happened_since() {
        String order = confirmed(3);
        String body = "{\"items\":[{\"line\":1,\"quantity\":2}]}";
        Reply first = SHOP.postAs("ship-" + order, "/orders/" + order + "/fulfill", body);
        fulfill(order, "{}");
        SHOP.post("/orders/" + order + "/deliver", "{}");
        Reply again = SHOP.postAs("ship-" + order, "/orders/" + order + "/fulfill", body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(TILL.of(order)).containsExactly("21.98", "10.99");
    }

    @ParameterizedTest
    @CsvSource({"DECLINED, 402, payment-declined", "EXPIRED, 409, authorization-expired", "TOO_MUCH, 409, over-capture"
    })
    void without_the_money_nothing_ships(String answer, int status, String slug) {
        String order = confirmed(1);
        TILL.next(
                switch (answer) {
                    case "DECLINED" -> new Outcome.Declined("INSUFFICIENT_FUNDS");
                    case "EXPIRED" -> new Outcome.Expired();
                    default -> new Outcome.TooMuch();
                });
        Reply refused = SHOP.postAs("no-" + order, "/orders/" + order + "/fulfill", "{}");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().get("type").asText()).isEqualTo("/problems/" + slug);
        JsonNode now = SHOP.order(order);
        assertThat(now.get("status").asText()).isEqualTo("CONFIRMED");
        assertThat(now.at("/shipments/0/status").asText()).isEqualTo("ABANDONED");
        assertThat(now.at("/items/0/shipped").asInt()).isZero();
        Reply again = SHOP.postAs("no-" + order, "/orders/" + order + "/fulfill", "{}");
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(TILL.asked(order)).isEqualTo(1);
        assertThat(fulfill(order, "{}").status()).isEqualTo(200);
    }

    @Test
    void after_an_outage_the_same_request_under_the_same_key_ships_once() {
        String order = confirmed(2);
        TILL.next(new Outcome.Unavailable());
        TILL.next(new Outcome.Unavailable());
        for (int i = 0; i < 2; i++) {
            Reply away = SHOP.postAs("away-" + order, "/orders/" + order + "/fulfill", "{}");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.json().get("error").asText()).contains("nothing was shipped");
            assertThat(away.header("retry-after")).isEqualTo("30");
        }
        Reply shipped = SHOP.postAs("away-" + order, "/orders/" + order + "/fulfill", "{}");
        assertThat(shipped.status()).isEqualTo(200);
        Reply again = SHOP.postAs("away-" + order, "/orders/" + order + "/fulfill", "{}");
        assertThat(again.body()).isEqualTo(shipped.body());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(TILL.of(order)).containsExactly("21.98");
    }

    @Test
    void what_the_order_refused_after_an_outage_stays_refused_under_its_key_to_the_last_letter() {
        String order = confirmed(2);
        TILL.next(new Outcome.Unavailable());
        Supplier<Reply> sent = () -> SHOP.postAs("late-" + order, "/orders/" + order + "/fulfill", "{}");
        assertThat(sent.get().status()).isEqualTo(503);
        SHOP.post("/orders/" + order + "/holds", "{\"reason\":\"r\"}");
        Reply refused = sent.get();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("holds").get(0).asText()).isEqualTo("OPERATOR");
        SHOP.api().delete("/orders/" + order + "/holds/OPERATOR");
        assertReplayed(sent.get(), refused);
        assertThat(SHOP.api().delete("/orders/" + order).status()).isEqualTo(200);
        assertReplayed(sent.get(), refused);
        assertThat(TILL.asked(order)).isEqualTo(1);
    }

    private static void assertReplayed(Reply again, Reply first) {
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    }

    @Test
    void while_the_outcome_is_unknown_the_shipment_is_pending_and_a_repeat_finds_out() {
        String order = confirmed(2);
        TILL.next(new Outcome.Unknown());
        Reply pending = SHOP.postAs("doubt-" + order, "/orders/" + order + "/fulfill", "{}", "Prefer", "wait=0");
        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.header("retry-after")).isEqualTo("1");
        assertThat(pending.json().at("/shipments/0/status").asText()).isEqualTo("PENDING");
        assertThat(fulfill(order, "{}").status()).isEqualTo(409);
        Reply cancel = SHOP.api().delete("/orders/" + order);
        assertThat(cancel.status()).isEqualTo(409);
        Reply settled = SHOP.postAs("doubt-" + order, "/orders/" + order + "/fulfill", "{}", "Prefer", "wait=0");
        assertThat(settled.status()).isEqualTo(200);
        assertThat(settled.json().get("status").asText()).isEqualTo("SHIPPED");
        assertThat(TILL.of(order)).containsExactly("21.98");
    }

    @Test
    void nobody_asks_again_so_the_deadline_does() {
        String order = confirmed(2);
        TILL.next(new Outcome.Unknown());
        assertThat(fulfill(order, "{}", "Prefer", "wait=0").status()).isEqualTo(202);
        SHOP.post("/clock", "{\"advance\":\"PT6M\"}");
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("status").asText()).isEqualTo("SHIPPED"));
        assertThat(SHOP.story(order))
                .containsSubsequence("order.shipment-begun.v1", "order.shipment-chased.v1", "order.shipped.v1");
        assertThat(TILL.of(order)).containsExactly("21.98");
    }

    @Test
    void goods_are_shipped_only_where_that_makes_sense() {
        String unpaid = SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined"))
                .json()
                .get("orderId")
                .asText();
        Reply refused = fulfill(unpaid, "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("currentStatus").asText()).isEqualTo("PAYMENT_FAILED");
        assertThat(fulfill(SHOP.newOrderId(), "{}").status()).isEqualTo(404);
        String order = confirmed(1);
        for (String body : List.of(
                "{\"items\":[]}",
                "{\"items\":[{\"line\":1,\"quantity\":0}]}",
                "{\"items\":[{\"line\":1,\"quantity\":1},{\"line\":1,\"quantity\":1}]}",
                "{\"lines\":[]}")) {
            assertThat(SHOP.post("/orders/" + order + "/fulfill", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(fulfill(order, "{\"items\":[{\"line\":2,\"quantity\":1}]}").status())
                .isEqualTo(409);
        assertThat(TILL.asked(order)).isZero();
    }

    @Test
    void what_has_shipped_is_delivered_once() {
        String order = confirmed(1);
        Reply early = SHOP.post("/orders/" + order + "/deliver", "{}");
        assertThat(early.status()).isEqualTo(409);
        fulfill(order, "{}");
        Reply delivered = SHOP.postAs("deliver-" + order, "/orders/" + order + "/deliver", "{}");
        assertThat(delivered.json().get("status").asText()).isEqualTo("DELIVERED");
        Reply again = SHOP.postAs("deliver-" + order, "/orders/" + order + "/deliver", "{}");
        assertThat(again.body()).isEqualTo(delivered.body());
        assertThat(SHOP.post("/orders/" + order + "/deliver", "{}").status()).isEqualTo(200);
        assertThat(SHOP.story(order)).containsOnlyOnce("order.delivered.v1");
    }

    private static Reply fulfill(String order, String body, String... headers) {
        return SHOP.post("/orders/" + order + "/fulfill", body, headers);
    }

    /** A new confirmed order of so many units of 10.99. */
    private static String confirmed(int units) {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), units)).json().get("id").asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.committed.v1"));
        return order;
    }
}
