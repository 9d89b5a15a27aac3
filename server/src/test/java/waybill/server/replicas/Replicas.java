package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Replicas of all services on the same databases; each has its own memory, clock, caches and connections. */
final class Replicas implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final FreshStorage storage = new FreshStorage();
    private final Settings settings;
    private final List<RunningShop> all = new ArrayList<>();

    Replicas(int count) {
        this(count, Map.of());
    }

    Replicas(int count, Map<String, String> more) {
        this.settings = settings(more);
        for (int i = 0; i < count; i++) {
            all.add(started());
        }
    }

    /** Nothing is given up because the machine is busy, and the gateway is called once. */
    private static Settings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WAYBILL_RETRY_SCHEDULE", "none",
                "WAYBILL_RESILIENCE_GATEWAY_MINIMUM_CALLS", "1000000",
                "WAYBILL_RESILIENCE_INVENTORY_TIMEOUT", "PT10S",
                "WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S"));
        environment.putAll(more);
        return Settings.read(null, environment);
    }

    /** One more replica of all services. */
    RunningShop started() {
        return RunningShop.of(Role.all(), settings, storage);
    }

    /** A replica of the order service alone, which asks the others there and hears nobody. */
    RunningShop deafOrderService(RunningShop others) {
        return RunningShop.of(
                Set.of(Role.ORDER),
                settings(Map.of(
                        "WAYBILL_INVENTORY_URL", others.address().toString(),
                        "WAYBILL_PAYMENT_URL", others.address().toString())),
                storage);
    }

    RunningShop at(int number) {
        return all.get(number);
    }

    List<RunningShop> all() {
        return all;
    }

    /** A key that nobody has used at any replica. */
    static String newKey() {
        return "replicas-" + NAMES.incrementAndGet();
    }

    /** A new product of which there are so many. */
    String stocked(int units) {
        String product = "REPLICATED-" + NAMES.incrementAndGet();
        Reply received = at(0).postAs(
                        newKey(),
                        "/inventory/receive",
                        "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, units));
        assertThat(received.status()).isEqualTo(200);
        return product;
    }

    /** Places an order under a new key; its answer is waited for. */
    static Reply place(RunningShop shop, Basket basket) {
        return place(shop, newKey(), basket, "Prefer", "wait=30");
    }

    static Reply place(RunningShop shop, String key, Basket basket, String... headers) {
        return shop.postAs(key, "/orders", basket.json(), headers);
    }

    static String id(Reply placed) {
        assertThat(placed.status()).as(placed.body()).isIn(200, 201, 202);
        return placed.json().get("id").asText();
    }

    static void awaitStatus(RunningShop shop, String order, String status) {
        Eventually.holds(
                () -> assertThat(shop.order(order).get("status").asText()).isEqualTo(status));
    }

    @Override
    public void close() {
        all.forEach(RunningShop::close);
    }
}
