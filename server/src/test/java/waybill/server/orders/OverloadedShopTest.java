package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.order.service.OrderSettings;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What a shop says that has more to do than it can, and what it goes on doing (decision 21). */
class OverloadedShopTest {
    /** So many of a crowd are let in where one order at a time is usual. */
    private static final int CROWD = 4;

    /** There is no room for any new order. */
    @AutoClose
    private static final RunningShop FULL = withRoomFor(0);

    @AutoClose
    private static final RunningShop SMALL = withRoomFor(1);

    private static RunningShop withRoomFor(int orders) {
        Settings usual = Settings.read(null, Map.of("WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S"));
        OrderSettings order = usual.order();
        return new RunningShop(new Settings(
                new OrderSettings(order.sagaDeadline(), order.paymentRetryWindow(), order.usualWait(), orders),
                usual.inventory(),
                usual.keysRequired(),
                usual.retention(),
                usual.gateway(),
                usual.masterKey(),
                usual.databases(),
                usual.services(),
                usual.transport(),
                usual.access(),
                usual.resilience(),
                usual.edge(),
                usual.audit(),
                usual.observation(),
                usual.testMode(),
                usual.chaos()));
    }

    @Test
    void a_full_shop_takes_no_new_orders_says_when_to_come_again_and_does_everything_else() {
        String product = FULL.stocked(5);

        Reply away = FULL.place(Basket.of(product, 1));

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("1");
        assertThat(away.json().get("code").asText()).isEqualTo("OVERLOADED");
        assertThat(FULL.get("/orders").json().get("data")).isEmpty();
        assertThat(FULL.stock(product)).contains("\"available\":5");
        assertThat(FULL.get("/orders/" + FULL.newOrderId()).status()).isEqualTo(404);
        assertThat(FULL.api()
                        .delete("/orders/" + FULL.newOrderId(), "Idempotency-Key", FULL.newKey())
                        .status())
                .isEqualTo(404);
        assertThat(FULL.bare("GET", "/health").statusCode()).isEqualTo(200);
        assertThat(FULL.bare("GET", "/metrics").body())
                .contains("http_server_requests_seconds_count{method=\"POST\",route=\"/orders\",status=\"503\"} 1");
    }

    @Test
    void orders_that_wait_for_a_slow_gateway_shut_nobody_out_and_all_of_them_end() {
        String product = SMALL.stocked(100);
        List<String> slow = new ArrayList<>();
        while (slow.size() < 2 * CROWD) {
            slow.add(placed(product, "tok_slow_4000"));
        }
        String quick = placed(product, "tok_ok");

        Eventually.holds(() -> assertThat(status(quick)).isEqualTo("CONFIRMED"));
        for (String order : slow) {
            Eventually.holds(() -> assertThat(status(order)).isEqualTo("CONFIRMED"));
        }
        assertThat(SMALL.bare("GET", "/metrics").body()).contains("orders_intake 0.0");
    }

    /** Places an order as a patient client does. */
    private static String placed(String product, String token) {
        List<String> id = new ArrayList<>();
        Eventually.holds(() -> {
            Reply reply = SMALL.place(Basket.of(product, 1).paidWith(token), "Prefer", "respond-async");
            assertThat(reply.status()).isEqualTo(202);
            id.add(reply.json().get("id").asText());
        });
        return id.getFirst();
    }

    private static String status(String order) {
        return SMALL.order(order).get("status").asText();
    }
}
