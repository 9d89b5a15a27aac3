package waybill.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Ruling 8 (PRODUCT.md §3): chaos breaks answers, never promises. */
class ChaosModeTest {
    private static final int BUYERS = 8;
    private static final int ORDERS_EACH = 12;
    private static final int TRIES_MAX = 60;

    @AutoClose
    private final RunningShop shop = new RunningShop(Settings.read(
            null,
            Map.of(
                    "CHAOS_MODE", "true",
                    "WAYBILL_CHAOS_RATE", "0.3",
                    "WAYBILL_CHAOS_SEED", "20261122",
                    "WAYBILL_CHAOS_POINTS", "before-handler, after-commit")));

    @Test
    void under_chaos_every_order_that_is_retried_under_its_key_is_made_once() {
        String product = received();
        List<String> orders = rush(product, shop::newKey, false);

        assertThat(orders).hasSize(BUYERS * ORDERS_EACH).doesNotHaveDuplicates();
        assertThat(shop.get("/metrics").body()).containsPattern("chaos_injected_total\\{.*after-commit.*} [1-9]");
        Eventually.holds(() -> assertThat(made()).isEqualTo(new TreeSet<>(orders)));
        Eventually.holds(() -> assertThat(chargedOrders()).hasSize(orders.size()));
        Eventually.holds(() -> assertThat(steady(() -> shop.get("/inventory/items/" + product)))
                .contains("\"held\":0,\"committed\":" + orders.size()));
    }

    @Test
    void who_takes_a_new_key_for_every_try_is_shown_to_order_twice() {
        String product = received();
        List<String> orders = rush(product, shop::newKey, true);

        Eventually.holds(() -> assertThat(made()).hasSizeGreaterThan(orders.size()));
    }

    private String received() {
        String product = shop.newProduct();
        String key = shop.newKey();
        steady(() -> shop.postAs(
                key, "/inventory/receive", "{\"productId\":\"%s\",\"quantity\":100000}".formatted(product)));
        return product;
    }

    /** The ids of the orders that the buyers were told of. */
    private List<String> rush(String product, Supplier<String> keys, boolean newKeyForEveryTry) {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        Crowd.of(BUYERS, _ -> {
            for (int i = 0; i < ORDERS_EACH; i++) {
                String key = keys.get();
                Reply reply = retried(() -> shop.postAs(
                        newKeyForEveryTry ? keys.get() : key,
                        "/orders",
                        Basket.of(product, 1).json()));
                assertThat(reply.status()).isIn(201, 202);
                told.add(reply.json().get("id").asText());
            }
        });
        return List.copyOf(told);
    }

    private Reply retried(Supplier<Reply> request) {
        for (int i = 0; i < TRIES_MAX; i++) {
            Reply reply = request.get();
            if (reply.status() != 500) {
                return reply;
            }
            assertThat(reply.json().get("code").asText()).isEqualTo("CHAOS_INJECTED");
        }
        throw new AssertionError("no answer in " + TRIES_MAX + " tries");
    }

    private String steady(Supplier<Reply> request) {
        return retried(request).body();
    }

    /** The orders that exist, by the feed of the order service. */
    private Set<String> made() {
        return subjects("order", "order.created.v1");
    }

    private Set<String> chargedOrders() {
        return subjects("payment", "payment.authorized.v1");
    }

    private Set<String> subjects(String service, String type) {
        Set<String> subjects = new TreeSet<>();
        String[] after = {"0"};
        boolean more = true;
        while (more) {
            Reply page = retried(() -> shop.get("/events?limit=200&service=" + service + "&after=" + after[0]));
            page.json().get("data").forEach(event -> {
                if (event.get("type").asText().equals(type)) {
                    subjects.add(event.get("subject").asText());
                }
            });
            after[0] = page.json().get("page").get("nextCursor").asText();
            more = page.json().get("page").get("hasMore").asBoolean();
        }
        return subjects;
    }
}
