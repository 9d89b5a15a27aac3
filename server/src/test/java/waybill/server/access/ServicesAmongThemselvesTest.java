package waybill.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.KeyText;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Services of other processes keep their doors locked, and know the order service by a key of its own. */
class ServicesAmongThemselvesTest {
    private static final Map<String, String> LOCKED = Map.of("WAYBILL_ACCESS_API_KEYS", "true");

    private static String key(RunningShop shop, String... scopes) {
        KeyText text = KeyText.fresh(new SecureRandom());
        shop.apiKeys().add(new ApiKey(text.id(), "any", Set.of(scopes), text.digest(), Instant.now(), null, null));
        // A key that is a moment old may not be known yet.
        Eventually.holds(() -> assertThat(shop.get("/inventory/items", "Authorization", "Bearer " + text.reveal())
                        .status())
                .isIn(200, 403));
        return text.reveal();
    }

    private static Settings orders(RunningShop others, String token) {
        return Settings.read(
                null,
                Map.of(
                        "WAYBILL_INVENTORY_URL", others.address().toString(),
                        "WAYBILL_PAYMENT_URL", others.address().toString(),
                        "WAYBILL_SERVICES_TOKEN", token));
    }

    @Test
    void the_order_service_is_let_in_by_its_key_and_not_without_the_scope() {
        try (RunningShop others = RunningShop.of(
                EnumSet.of(Role.INVENTORY, Role.PAYMENT), Settings.read(null, LOCKED), new FreshStorage())) {
            String stockist = key(others, "inventory:write");
            String product = others.newProduct();
            others.post(
                    "/inventory/receive",
                    "{\"productId\":\"%s\",\"quantity\":1}".formatted(product),
                    "Authorization",
                    "Bearer " + stockist);

            try (RunningShop known = order(orders(others, key(others, "inventory:read", "payments:write")))) {
                Reply refused = known.place(Basket.of(product, 2));
                assertThat(refused.status())
                        .as("inventory was asked: %s", refused)
                        .isEqualTo(409);
            }
            try (RunningShop stranger = order(orders(others, key(others, "payments:write")))) {
                Reply reply = stranger.place(Basket.of(product, 2), "Prefer", "respond-async");
                assertThat(reply.status())
                        .as("inventory did not say: %s", reply)
                        .isEqualTo(202);
                assertThat(reply.json().at("/holds/0/hold").asText()).isEqualTo("STOCK_UNVERIFIED");
            }
        }
    }

    private static RunningShop order(Settings settings) {
        return RunningShop.of(EnumSet.of(Role.ORDER), settings, new FreshStorage());
    }
}
