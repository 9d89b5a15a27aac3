package waybill.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.bench.wire.RequestTemplate;

class RequestTemplateTest {
    @Test
    void slots_are_filled_with_leading_zeros_and_nothing_else_changes() {
        RequestTemplate template = RequestTemplate.post("h:1", "/x", "Key: k-###\r\n", "{\"a\":\"##\"}");
        template.put(0, 7);
        template.put(1, 1234);
        assertThat(text(template))
                .isEqualTo("POST /x HTTP/1.1\r\nHost: h:1\r\nContent-Type: application/json\r\nKey: k-007\r\n"
                        + "Content-Length: 10\r\n\r\n{\"a\":\"34\"}");
    }

    @Test
    void every_order_has_a_key_of_its_own_and_two_different_products() throws Exception {
        OrderRequests orders = new OrderRequests(InetSocketAddress.createUnresolved("shop", 8080), "run", 3, 1);
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            buffer.clear();
            orders.writeNext(buffer);
            String request = new String(buffer.array(), 0, buffer.position(), US_ASCII);
            assertThat(keys.add(request.lines()
                            .filter(l -> l.startsWith("Idempotency-Key: "))
                            .findFirst()
                            .orElseThrow()))
                    .isTrue();
            JsonNode items =
                    new ObjectMapper().readTree(request.split("\r\n\r\n", 2)[1]).get("items");
            assertThat(items.get(0).get("productId")).isNotEqualTo(items.get(1).get("productId"));
            assertThat(items.get(0).get("productId").asText()).isIn("SKU-0000", "SKU-0001", "SKU-0002");
        }
    }

    private static String text(RequestTemplate template) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        template.writeTo(buffer);
        return new String(buffer.array(), 0, buffer.position(), US_ASCII);
    }
}
