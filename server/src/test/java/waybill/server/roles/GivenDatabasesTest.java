package waybill.server.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.server.Basket;
import waybill.server.Waybill;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/** Whole processes on databases that are given: nothing is kept on their machine, and others go on where they ended. */
class GivenDatabasesTest {
    @TempDir
    private Path folder = Path.of("");

    private final Map<Role, DatabaseAddress> databases = new EnumMap<>(Role.class);

    private Waybill process(Set<Role> roles, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("WAYBILL_PERSONAL_DATA_MASTER_KEY", FreshStorage.MASTER_KEY);
        environment.put("WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S");
        for (Role role : Role.values()) {
            DatabaseAddress address = databases.computeIfAbsent(role, _ -> TemporaryPostgres.freshDatabase());
            String prefix = "WAYBILL_DATABASE_" + role.name().toUpperCase(Locale.ROOT);
            environment.put(prefix + "_URL", address.url());
            environment.put(prefix + "_USER", address.user());
            environment.put(prefix + "_PASSWORD", address.password());
        }
        Settings settings = Settings.read(null, environment);
        settings.mustSuit(roles);
        return Waybill.start(new Waybill.Plan(roles, "127.0.0.1", 0, folder.resolve("data"), settings));
    }

    @Test
    void one_process_places_an_order_and_two_others_go_on_with_it() {
        String order;
        try (Waybill all = process(Role.all(), Map.of());
                ApiClient api = ApiClient.at(all.address().getPort())) {
            api.post("/inventory/receive", "{\"productId\":\"MUG\",\"quantity\":5}", "Idempotency-Key", "stock");
            Reply placed =
                    api.post("/orders", Basket.of("MUG", 2).json(), "Idempotency-Key", "order", "Prefer", "wait=20");
            assertThat(placed.status()).isEqualTo(201);
            order = placed.json().get("id").asText();
        }
        try (Waybill stock = process(Set.of(Role.INVENTORY, Role.PAYMENT), Map.of());
                Waybill orders = process(
                        Set.of(Role.ORDER),
                        Map.of(
                                "WAYBILL_INVENTORY_URL", stock.address().toString(),
                                "WAYBILL_PAYMENT_URL", stock.address().toString()));
                ApiClient api = ApiClient.at(orders.address().getPort())) {
            assertThat(api.get("/orders/" + order).json().at("/customer/name").asText())
                    .isEqualTo("Ada");
            Reply refused = api.post("/orders", Basket.of("MUG", 4).json(), "Idempotency-Key", "more");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().at("/items/0/available").asInt()).isEqualTo(3);
        }
        try (Waybill auditor = process(Set.of(), Map.of("WAYBILL_AUDIT_PAUSE", "PT0.1S"));
                ApiClient api = ApiClient.at(auditor.address().getPort())) {
            Reply audited = api.get("/reconciliation?full=true", "Prefer", "wait=30");
            assertThat(audited.json().get("state").asText()).isEqualTo("COMPLETE");
            assertThat(audited.json().get("findings")).isEmpty();
            assertThat(audited.json().get("events").asInt()).isPositive();
            assertThat(api.get("/health").status()).isEqualTo(200);
            assertThat(api.get("/orders/" + order).status()).isEqualTo(404);
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
