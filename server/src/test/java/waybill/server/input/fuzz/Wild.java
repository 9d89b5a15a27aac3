package waybill.server.input.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values that nobody should send: texts, JSON values and headers. */
final class Wild {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "0",
            "-1",
            "1e3",
            "NaN",
            "4111 1111 1111 1111",
            "tok_ok",
            "EUR",
            "XXX",
            "DE",
            "INPUT-GOODS",
            "@PLACED@",
            "@AUTHORIZED@",
            "ord_zzzzzzzzzzzzzzzzzzzzzzzzzz",
            "ORD_01kantm5x9f3sb2q7h6m0r4d8e",
            "' OR '1'='1",
            "'; DROP TABLE events; --",
            "${jndi:ldap://x/y}",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "%00%0d%0a",
            "\u202eabc",
            "\u200b",
            "\ufeff",
            "\u0000",
            "\u0007\u001b[2J",
            "\u2028",
            "\ud83d\udc69\u200d\ud83d\udc67",
            "\u0661\u0662",
            "Z\u0351\u036b\u0343\u036a\u0302",
            "2026-02-30T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "PT99999999999999999H");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1",
            "1.5",
            "1e2",
            "1e-400",
            "1e999999999",
            "99999999999999999999999999",
            "0.00000000000000000000000000000000000000000000000000000001",
            "1000001",
            "2147483648",
            "9223372036854775808",
            "NaN",
            "01",
            "+1",
            "[]",
            "{}",
            "[[]]",
            "{\"\":null}",
            "[null]",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\x\"",
            "\"",
            "'a'",
            "",
            "{\"a\":1,\"a\":2}",
            "{\"@class\":\"java.lang.Runtime\"}");

    private final Chance chance;

    Wild(Chance chance) {
        this.chance = chance;
    }

    /** A text of any kind. */
    String text() {
        return chance.made(List.of(
                () -> chance.of(TEXTS),
                () -> chance.of(TEXTS),
                () -> "x".repeat(chance.below(600)),
                () -> "\ud83d\ude00".repeat(chance.below(400)),
                this::letters));
    }

    /** Up to 40 characters from all of Unicode, halves of pairs among them. */
    private String letters() {
        StringBuilder letters = new StringBuilder();
        for (int i = chance.below(40); i > 0; i--) {
            letters.appendCodePoint(chance.once(3) ? chance.below(0x110000) : chance.below(0x180));
        }
        return letters.toString();
    }

    /** What stands where a JSON value should. */
    String value(String was) {
        return chance.made(List.of(
                () -> chance.of(VALUES),
                () -> chance.of(VALUES),
                () -> quoted(text()),
                () -> quoted(text()),
                () -> was.startsWith("\"") ? was.substring(1, was.length() - 1) : quoted(was),
                () -> "[" + was + "," + was + "]",
                () -> "{\"a\":" + was + "}",
                () -> nested(was, chance.below(60)),
                () -> "[".repeat(1 + chance.below(5_000)),
                () -> "[" + (was + ",").repeat(chance.below(300)) + was + "]",
                () -> "9".repeat(1 + chance.below(200))));
    }

    /** A text as JSON writes it; what has to be escaped sometimes is not. */
    String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        boolean careless = chance.once(20);
        text.chars().forEach(c -> {
            boolean plain = careless || (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate((char) c));
            json.append(plain ? String.valueOf((char) c) : String.format("\\u%04x", c));
        });
        return json.append('"').toString();
    }

    /** What stands in an address, in escapes that may be wrong. */
    String escaped() {
        String right = URLEncoder.encode(text(), StandardCharsets.UTF_8);
        return chance.once(4)
                ? right + chance.of(List.of("%", "%4", "%zz", "%00", "%ff", "%c0%af", ";a=b", "&", "=", "/"))
                : right;
    }

    /** The value of a header: nothing that would end it. */
    String header() {
        return new String(text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .replaceAll("[\u0000-\u001f\u007f]", "?")
                .strip();
    }

    private static String nested(String inner, int depth) {
        return "[".repeat(depth) + inner + "]".repeat(depth);
    }
}
