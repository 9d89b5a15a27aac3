package waybill.server.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.server.Plain;

/** What looks wrong and is right, up to the very limit; and what several requests on one connection do. */
class GoodInputTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Ask RECEIVE = Ask.post("/inventory/receive", FramingCases.BODY);
    private static final Ask FEW = Ask.get("/inventory/items/INPUT-FEW");

    @AutoClose
    private static final World WORLD = new World();

    /** One row: its name, what is asked, and the answer's status. */
    record Good(String name, Ask ask, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Good> ROWS = List.of(
            new Good("type with capitals", RECEIVE.with("Content-Type: Application/JSON; Charset=\"UTF-8\""), 200),
            new Good("many small chunks", chunked(), 200),
            new Good("what browsers send", FEW.and("Connection: keep-alive").and("Accept: */*"), 200),
            new Good(
                    "an offer of HTTP/2",
                    FEW.and("Connection: Upgrade, HTTP2-Settings")
                            .and("Upgrade: h2c")
                            .and("HTTP2-Settings: AAEAAEAAAAIAAAAB"),
                    200),
            new Good("a quoted key", RECEIVE.with("Idempotency-Key: \"@KEY@\""), 200),
            new Good("a key of 255", RECEIVE.with("Idempotency-Key: " + "k".repeat(255)), 200),
            new Good("any answer will do", FEW.and("Accept: text/html, */*;q=0.1"), 200),
            new Good("headers of almost 16 KiB", FEW.and("X-Long: " + "x".repeat(16_000)), 200),
            new Good("a target of 8 KiB", Ask.get("/nowhere/" + "x".repeat(8183)), 404),
            new Good("an absolute target", Ask.get("http://shop/inventory/items/INPUT-FEW"), 200),
            new Good("a letter in escapes", Ask.get("/inventory/items/INPUT%2DFEW"), 200),
            new Good("a wish nobody understands", FEW.and("Prefer: wait=-1, wait=abc, dance"), 200),
            new Good("an expectation nobody understands", RECEIVE.and("Expect: a-miracle"), 200),
            new Good("white space around it", RECEIVE.saying(" \r\n\t" + FramingCases.BODY + " \r\n\t"), 200),
            new Good(
                    "a body of 256 KiB",
                    RECEIVE.saying(FramingCases.BODY + " ".repeat(256 * 1024 - FramingCases.BODY.length())),
                    200),
            new Good("escapes for letters", RECEIVE.saying(FramingCases.BODY.replace("q", "\\u0071")), 200),
            new Good("a hundred products", Ask.get("/inventory/check?items=A:1" + ",B-MUG:1000000".repeat(99)), 200),
            new Good("a thing seen from the year 0", Ask.get("/orders?createdAfter=0000-01-01T00:00:00Z"), 200),
            new Good("another zone", Ask.get("/orders?createdAfter=2026-03-01T09:30:00.5%2B05:30"), 200),
            order("emoji, each one character", "/customer/name", "\"" + "\\ud83d\\ude00".repeat(256) + "\""),
            order("a family in one sign", "/customer/name", "\"\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\""),
            order("Persian with its joints", "/customer/name", "\"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\""),
            order("Hebrew with a mark of direction", "/customer/name", "\"\u05d0\u200f (b)\""),
            order("a number that no card has", "/customer/name", "\"4111111111111112\""),
            order("a number of a sum, but of no card", "/customer/name", "\"1234567812345670\""),
            order("a time without gaps", "/customer/name", "\"20261130011448\""),
            order("a UUID", "/customer/id", "\"41111111-1111-4111-8111-111111111111\""),
            order("an id with many digits", "/customer/id", "\"cust4111111111111111\""),
            order("a price of 41 signs as a number", "/items/0/price", "10.9900000000000000000000000000000000000000"),
            order("an exponent in a number", "/items/0/price", "1.099E+1"),
            order("null for what may be absent", "/metadata", "null"),
            order(
                    "fifty metadata of the longest kind",
                    "/metadata",
                    "{\"" + "n".repeat(64) + "\":\"" + "v".repeat(256) + "\"}"),
            order("the total it has", "/expectedTotal", "\"21.98\""));

    static List<Good> rows() {
        return ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void is_taken(Good good) throws IOException {
        try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
            Wire.Response answer = wire.send(WORLD.bytes(good.ask().wire())).read();
            assertThat(answer.status()).as(answer.body()).isEqualTo(good.status());
            assertThat(answer.isLast()).isFalse();
            assertThat(wire.send(FEW.wire()).read().status()).isEqualTo(200);
        }
    }

    @Test
    void a_refused_request_does_not_spoil_what_comes_behind_it_in_the_same_packet() throws IOException {
        String good = RECEIVE.with("Idempotency-Key: first").wire();
        String bad = RECEIVE.saying("{\"productId\":\"INPUT-GOODS\",\"quantity\":-1}")
                .wire();
        String last = RECEIVE.with("Idempotency-Key: last").wire();
        try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
            wire.send(new String(WORLD.bytes(good), java.nio.charset.StandardCharsets.ISO_8859_1)
                    + new String(WORLD.bytes(bad), java.nio.charset.StandardCharsets.ISO_8859_1)
                    + new String(WORLD.bytes(last), java.nio.charset.StandardCharsets.ISO_8859_1));
            long before = Plain.read(wire.read().body()).get("onHand").asLong();
            assertThat(wire.read().status()).isEqualTo(400);
            assertThat(Plain.read(wire.read().body()).get("onHand").asLong()).isEqualTo(before + 1);
        }
    }

    @Test
    void a_request_in_the_body_of_a_GET_is_never_served() throws IOException {
        Footprint.Written before = WORLD.written();
        Ask get = FEW.and("Content-Length: @LENGTH@").and("Content-Type: application/json");
        try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
            assertThat(wire.send(WORLD.bytes(get.saying(FramingCases.HIDDEN).wire()))
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(wire.finish().isAtEnd()).isTrue();
        }
        assertThat(WORLD.written()).isEqualTo(before);
    }

    @Test
    void what_ends_within_its_first_line_is_left_without_a_word() throws IOException {
        for (String beginning : List.of("", "G", "GET /orders HTTP/1.1", "\u0016\u0003\u0001\u0002\u0000\u0001")) {
            try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
                assertThat(wire.send(beginning).finish().isAtEnd())
                        .as(beginning)
                        .isTrue();
            }
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on_and_served_once() throws IOException {
        String head = FramingCases.POST + "Expect: 100-continue\r\nContent-Length: " + FramingCases.BODY.length()
                + "\r\n\r\n";
        try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
            assertThat(wire.send(WORLD.bytes(head)).read().status()).isEqualTo(100);
            assertThat(wire.send(FramingCases.BODY).read().status()).isEqualTo(200);
            assertThat(wire.send(FEW.wire()).read().status()).isEqualTo(200);
        }
    }

    @Test
    void what_a_client_calls_its_request_comes_back_only_if_it_is_harmless() throws IOException {
        for (Map.Entry<String, String> id : Map.of("a-1", "a-1", "<script>", "", "a b", "", "\u00c3\u00a9", "")
                .entrySet()) {
            try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
                String told = wire.send(FEW.and("X-Request-Id: " + id.getKey()).wire())
                        .read()
                        .header("X-Request-Id");
                assertThat(told).isEqualTo(id.getValue().isEmpty() ? told.replaceAll("[^0-9a-f]", "") : id.getValue());
                assertThat(told).isNotEmpty();
            }
        }
    }

    private static Good order(String name, String pointer, String value) {
        return new Good(name, Ask.post("/orders", Orders.with(pointer, value)), 201);
    }

    private static Ask chunked() {
        StringBuilder chunks = new StringBuilder();
        FramingCases.BODY
                .chars()
                .forEach(c -> chunks.append("001\r\n").append((char) c).append("\r\n"));
        return RECEIVE.without("Content-Length")
                .and("Transfer-Encoding: chunked")
                .saying(chunks + "0\r\n\r\n");
    }
}
