package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.settings.Settings;
import waybill.testkit.http.ApiClient.Reply;

class OptionalKeysTest {
    @AutoClose
    private static final RunningShop SHOP =
            new RunningShop(Settings.read(null, Map.of("WAYBILL_API_IDEMPOTENCY_KEY", "optional")));

    private static final String RECEIVED = "{\"productId\":\"%s\",\"quantity\":5}";

    @Test
    void where_keys_are_optional_every_request_without_one_is_a_new_request() {
        String product = SHOP.newProduct();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> received = SHOP.bareJson("POST", "/inventory/receive", RECEIVED.formatted(product));
            assertThat(received.statusCode()).as(received.body()).isEqualTo(200);
        }
        assertThat(SHOP.stock(product)).contains("\"onHand\":10");
        HttpResponse<String> order =
                SHOP.bareJson("POST", "/orders", Basket.of(product, 2).json());
        assertThat(order.statusCode()).as(order.body()).isEqualTo(201);
    }

    @Test
    void a_key_that_comes_still_counts() {
        String product = SHOP.newProduct();
        String key = SHOP.newKey();
        SHOP.postAs(key, "/inventory/receive", RECEIVED.formatted(product));
        Reply again = SHOP.postAs(key, "/inventory/receive", RECEIVED.formatted(product));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(SHOP.stock(product)).contains("\"onHand\":5");
    }
}
