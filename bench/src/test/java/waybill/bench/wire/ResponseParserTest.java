package waybill.bench.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseParserTest {
    private static final String ORDER = "{\"id\":\"ord_1\",\"status\":\"CONFIRMED\",\"name\":\"größer\"}";

    private final ResponseParser parser = new ResponseParser();

    @BeforeEach
    void begin() {
        parser.reset();
    }

    @Test
    void an_answer_is_complete_with_its_last_byte_and_not_before() {
        byte[] answer = withLength("201 Created", ORDER);
        for (int i = 0; i < answer.length - 1; i++) {
            assertThat(arrives(new byte[] {answer[i]})).as("after byte %d", i).isFalse();
        }
        assertThat(arrives(new byte[] {answer[answer.length - 1]})).isTrue();
        assertThat(parser.status()).isEqualTo(201);
        assertThat(parser.body()).isEqualTo(ORDER);
    }

    @Test
    void chunks_are_joined_however_they_are_cut() {
        String chunks = "a\r\n0123456789\r\n2;note=x\r\nab\r\n0\r\n\r\n";
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
        for (byte piece : answer.getBytes(UTF_8)) {
            arrives(new byte[] {piece});
        }
        assertThat(parser.body()).isEqualTo("0123456789ab");
        begin();
        assertThat(arrives(answer.getBytes(UTF_8))).isTrue();
        assertThat(parser.body()).isEqualTo("0123456789ab");
    }

    @Test
    void the_next_answer_is_read_as_if_it_were_the_first() {
        arrives("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n".getBytes(UTF_8));
        assertThat(parser.closes()).isTrue();
        begin();
        assertThat(arrives(withLength("404 Not Found", "{}"))).isTrue();
        assertThat(parser.status()).isEqualTo(404);
        assertThat(parser.closes()).isFalse();
    }

    @Test
    void a_long_answer_gets_the_room_it_needs() {
        String body = "x".repeat(100_000);
        byte[] answer = withLength("200 OK", body);
        boolean complete = false;
        for (int i = 0; i < answer.length; i += 1000) {
            complete = arrives(java.util.Arrays.copyOfRange(answer, i, Math.min(answer.length, i + 1000)));
        }
        assertThat(complete).isTrue();
        assertThat(parser.body()).isEqualTo(body);
    }

    @Test
    void headers_are_found_without_regard_to_case() {
        arrives("HTTP/1.1 204 No Content\r\nLOCATION: /orders/ord_1 \r\nLocations: no\r\n\r\n".getBytes(UTF_8));
        assertThat(parser.header("Location")).isEqualTo("/orders/ord_1");
        assertThat(parser.header("Retry-After")).isNull();
    }

    @Test
    void a_member_says_what_its_first_mention_says() {
        arrives(withLength("200 OK", "{ \"status\" :\n \"PENDING\", \"line\": {\"status\":\"CONFIRMED\"}}"));
        assertThat(says("status", "PENDING")).isTrue();
        assertThat(says("status", "CONFIRMED")).isFalse();
        assertThat(says("stat", "PENDING")).isFalse();
        assertThat(says("line", "CONFIRMED")).isFalse();
    }

    @Test
    void the_next_of_many_members_is_found_from_any_place() {
        arrives(withLength("200 OK", "[{\"type\":\"a\",\"id\":\"1\"},{\"type\":\"b\",\"id\":\"\\\"2\"},{\"id\":3}]"));
        int first = indexOf("\"type\"", 0);
        int second = indexOf("\"type\"", first + 1);
        assertThat(parser.startsWith("\"type\":\"b\"".getBytes(UTF_8), second)).isTrue();
        assertThat(parser.startsWith("\"type\":\"b\"".getBytes(UTF_8), first)).isFalse();
        assertThat(text("id", first)).isEqualTo("1");
        assertThat(text("id", second)).isEqualTo("\\\"2");
        assertThat(text("id", indexOf("{\"id\"", 0))).as("a number").isNull();
        assertThat(text("name", 0)).isNull();
        assertThat(indexOf("\"type\"", second + 1)).isNegative();
        assertThat(parser.startsWith("3}]and more".getBytes(UTF_8), indexOf("3}]", 0)))
                .isFalse();
    }

    private int indexOf(String text, int from) {
        return parser.indexOf(text.getBytes(UTF_8), from);
    }

    private @org.jspecify.annotations.Nullable String text(String member, int from) {
        return parser.text(member.getBytes(UTF_8), from);
    }

    @Test
    void a_number_is_not_a_string() {
        arrives(withLength("409 Conflict", "{\"status\":409"));
        assertThat(says("status", "409")).isFalse();
    }

    @Test
    void bytes_that_are_no_answer_are_refused() {
        assertThatThrownBy(() -> arrives("SSH-2.0-OpenSSH_9.2p1\r\n\r\n".getBytes(UTF_8)))
                .isInstanceOf(MalformedAnswer.class);
        begin();
        assertThatThrownBy(() -> arrives("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8)))
                .isInstanceOf(MalformedAnswer.class);
        begin();
        assertThatThrownBy(() -> arrives("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab".getBytes(UTF_8)))
                .isInstanceOf(MalformedAnswer.class);
    }

    private boolean says(String member, String value) {
        return parser.says(member.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private boolean arrives(byte[] bytes) {
        int from = 0;
        boolean complete = false;
        while (from < bytes.length) {
            var room = parser.room();
            int count = Math.min(room.remaining(), bytes.length - from);
            room.put(bytes, from, count);
            from += count;
            complete = parser.advance();
        }
        return complete;
    }

    private static byte[] withLength(String status, String body) {
        return ("HTTP/1.1 " + status + "\r\ncontent-length:  " + body.getBytes(UTF_8).length + "\r\n\r\n" + body)
                .getBytes(UTF_8);
    }
}
