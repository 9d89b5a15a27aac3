package waybill.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRequestsTest {
    private static final InetSocketAddress SHOP = InetSocketAddress.createUnresolved("shop", 8080);
    private static final int MANY = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void every_order_has_a_key_of_its_own_and_two_different_products(double hotShare) throws Exception {
        OrderRequests orders = OrderRequests.waiting(SHOP, "run", new Demand(3, hotShare, 1));
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String request = next(orders);
            assertThat(keys.add(line(request, "Idempotency-Key: "))).isTrue();
            JsonNode items = items(request);
            assertThat(items.get(0).get("productId")).isNotEqualTo(items.get(1).get("productId"));
            assertThat(items.findValuesAsText("productId")).isSubsetOf("SKU-0000", "SKU-0001", "SKU-0002");
        }
    }

    @Test
    void an_order_written_again_is_the_same_to_the_last_byte() {
        OrderRequests orders = OrderRequests.waiting(SHOP, "run", Demand.uniform(100, 1));
        String first = next(orders);
        String second = next(orders);
        assertThat(again(orders, 1)).isEqualTo(first);
        assertThat(again(orders, 2)).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void products_are_wanted_equally() throws IOException {
        Map<String, Integer> lines = linesByProduct(Demand.uniform(10, 1));
        assertThat(lines).hasSize(10);
        assertThat(lines.values()).allSatisfy(count -> assertThat(share(count)).isCloseTo(0.1, within(0.01)));
    }

    @Test
    void three_lines_in_ten_are_for_the_hot_product_and_the_rest_for_all_others_equally() throws IOException {
        Map<String, Integer> lines = linesByProduct(new Demand(8, 0.3, 1));
        assertThat(share(lines.getOrDefault("SKU-0000", 0))).isCloseTo(0.3, within(0.01));
        lines.remove("SKU-0000");
        assertThat(lines).hasSize(7);
        assertThat(lines.values()).allSatisfy(count -> assertThat(share(count)).isCloseTo(0.1, within(0.01)));
    }

    @Test
    void who_does_not_wait_says_so() {
        assertThat(next(OrderRequests.respondAsync(SHOP, "run", Demand.uniform(10, 1))))
                .contains("\r\nPrefer: respond-async\r\n");
    }

    private static double share(int count) {
        return count / (2.0 * MANY);
    }

    private static Map<String, Integer> linesByProduct(Demand demand) throws IOException {
        OrderRequests orders = OrderRequests.waiting(SHOP, "run", demand);
        Map<String, Integer> lines = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            items(next(orders))
                    .forEach(item -> lines.merge(item.get("productId").asText(), 1, Integer::sum));
        }
        return lines;
    }

    private static JsonNode items(String request) throws IOException {
        return new ObjectMapper().readTree(request.split("\r\n\r\n", 2)[1]).get("items");
    }

    private static String line(String request, String begin) {
        return request.lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    private static String next(OrderRequests orders) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        orders.writeNext(buffer);
        return new String(buffer.array(), 0, buffer.position(), US_ASCII);
    }

    private static String again(OrderRequests orders, long number) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        orders.write(number, buffer);
        return new String(buffer.array(), 0, buffer.position(), US_ASCII);
    }
}
