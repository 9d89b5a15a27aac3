package waybill.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

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
    void a_text_fills_its_slot_wholly_or_is_refused() {
        RequestTemplate template = RequestTemplate.delete("h:1", "/x/@@@@", "Key: ##\r\n");
        template.put(0, "ab_1");
        template.put(1, 5);
        assertThat(text(template)).isEqualTo("DELETE /x/ab_1 HTTP/1.1\r\nHost: h:1\r\nKey: 05\r\n\r\n");
        assertThatIllegalArgumentException().isThrownBy(() -> template.put(0, "abc"));
    }

    private static String text(RequestTemplate template) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        template.writeTo(buffer);
        return new String(buffer.array(), 0, buffer.position(), US_ASCII);
    }
}
