package waybill.server.input;

import static waybill.server.input.BadCase.bad;
import static waybill.server.input.BadCase.raw;

import java.util.List;

/** Headers: how they are written, how long they are, and what they say. */
final class HeaderCases {
    private static final String HALF = "validation-failed MALFORMED_REQUEST at";
    private static final String BAD_KEY = "validation-failed INVALID at /headers/Idempotency-Key";
    private static final Ask RECEIVE = Ask.post("/inventory/receive", FramingCases.BODY);
    private static final Ask ORDERS = Ask.get("/orders");

    static final List<BadCase> WRITTEN = List.of(
            header("no colon", "X-Header x"),
            header("no name", ": x"),
            header("a space in its name", "X Header: x"),
            header("a space before its colon", "X-Header : x"),
            header("a tab in its name", "X\tHeader: x"),
            header("a NUL in its name", "X\0Header: x"),
            header("an escape character in its name", "X\u001bHeader: x"),
            header("brackets in its name", "X(Header): x"),
            header("UTF-8 in its name", "X-\u00c3\u00a9: x"),
            header("a NUL in its value", "X-Header: a\0b"),
            header("a bell in its value", "X-Header: a\u0007b"),
            header("a DEL in its value", "X-Header: a\u007fb"),
            header("a bare return in its value", "X-Header: a\rb"),
            header("a bare line feed in its value", "X-Header: a\nX-Other: b"),
            header("its value folded", "X-Header: a\r\n b"),
            header("nothing before the fold", " X-Header: a"),
            raw(
                    "a header of 17 KiB",
                    "GET /orders HTTP/1.1\r\nHost: shop\r\nX-Long: " + "x".repeat(17 * 1024) + "\r\n\r\n",
                    431,
                    "headers-too-large"),
            raw(
                    "headers of 17 KiB together",
                    "GET /orders HTTP/1.1\r\nHost: shop\r\n" + "X-Many: 1234567\r\n".repeat(1024) + "\r\n",
                    431,
                    "headers-too-large"),
            raw(
                    "a name of 17 KiB",
                    "GET /orders HTTP/1.1\r\nHost: shop\r\n" + "x".repeat(17 * 1024) + ": 1\r\n\r\n",
                    431,
                    "headers-too-large"),
            raw("headers without an end", "GET /orders HTTP/1.1\r\nHost: shop\r\nX-Header: x\r\n", 400, HALF));

    static final List<BadCase> MEDIA = List.of(
            unsupported("no type", RECEIVE.without("Content-Type")),
            unsupported("plain text", RECEIVE.with("Content-Type: text/plain")),
            unsupported("a form", RECEIVE.with("Content-Type: application/x-www-form-urlencoded")),
            unsupported("a form in parts", RECEIVE.with("Content-Type: multipart/form-data; boundary=x")),
            unsupported("XML", RECEIVE.with("Content-Type: application/xml")),
            unsupported("almost JSON", RECEIVE.with("Content-Type: application/jsonp")),
            unsupported("a problem", RECEIVE.with("Content-Type: application/problem+json")),
            unsupported("JSON and more", RECEIVE.with("Content-Type: application/json, text/plain")),
            unsupported("JSON in Latin-1", RECEIVE.with("Content-Type: application/json; charset=iso-8859-1")),
            unsupported("JSON in UTF-16", RECEIVE.with("Content-Type: application/json; charset=utf-16")),
            unsupported("two types", RECEIVE.and("Content-Type: text/plain")),
            unsupported("compression", RECEIVE.and("Content-Encoding: gzip")),
            unsupported("other compression", RECEIVE.and("Content-Encoding: br")),
            unsupported("an encoding that is none", RECEIVE.and("Content-Encoding: identity")),
            unsupported(
                    "a question first", RECEIVE.with("Content-Type: text/plain").and("Expect: 100-continue")),
            unacceptable("HTML only", "text/html"),
            unacceptable("XML only", "application/xml"),
            unacceptable("anything but JSON", "application/json;q=0, */*"),
            unacceptable("nothing", "*/*;q=0"),
            unacceptable("pictures", "image/*"),
            unacceptable("what is no media type", "json"),
            unacceptable("events where there are none", "text/event-stream"));

    static final List<BadCase> KEYS = List.of(
            bad("no key", RECEIVE.without("Idempotency-Key"), 400, "idempotency-key-required"),
            key("an empty key", ""),
            key("a key that is empty between quotes", "\"\""),
            key("a key with a space", "a b"),
            key("a key with a space between quotes", "\"a b\""),
            key("a key with a tab", "a\tb"),
            key("a key of 256 characters", "k".repeat(256)),
            key("a key of 256 characters between quotes", '"' + "k".repeat(256) + '"'),
            key("a key in UTF-8", "\u00c3\u00a9"),
            bad("two keys", RECEIVE.with("Idempotency-Key: a").and("Idempotency-Key: b"), 400, BAD_KEY),
            bad("a key with a NUL", RECEIVE.with("Idempotency-Key: a\0b"), 400, HALF));

    static final List<BadCase> CONDITIONS = List.of(
            mismatch("another version", "\"999\""),
            mismatch("a version without quotes", "5"),
            mismatch("a weak version", "W/\"5\""),
            mismatch("version 0", "\"0\""),
            mismatch("a negative version", "\"-1\""),
            mismatch("a version beyond numbers", "\"99999999999999999999\""),
            mismatch("an empty version", "\"\""),
            mismatch("half a version", "\"5"),
            mismatch("no version at all", ""),
            mismatch("a list of foreign versions", "\"998\", \"999\""),
            mismatch("a word", "\"five\""),
            bad(
                    "events after one that nobody told",
                    Ask.get("/events").and("Accept: text/event-stream").and("Last-Event-ID: abc"),
                    400,
                    "validation-failed INVALID at /headers/Last-Event-ID"),
            bad(
                    "an order after an event that is no number",
                    Ask.get("/orders/@PLACED@").and("Accept: text/event-stream").and("Last-Event-ID: -1"),
                    400,
                    "validation-failed INVALID at /headers/Last-Event-ID"),
            bad(
                    "an order's events after more digits than there are numbers",
                    Ask.get("/orders/@PLACED@/events")
                            .and("Accept: text/event-stream")
                            .and("Last-Event-ID: 99999999999999999999"),
                    400,
                    "validation-failed INVALID at /headers/Last-Event-ID"));

    private HeaderCases() {}

    private static BadCase header(String name, String line) {
        return bad("a header with " + name, RECEIVE.and(line), 400, HALF);
    }

    private static BadCase unsupported(String name, Ask ask) {
        return bad("a body with " + name, ask, 415, "unsupported-media-type");
    }

    private static BadCase unacceptable(String name, String accept) {
        return bad("accepting " + name, ORDERS.and("Accept: " + accept), 406, "not-acceptable");
    }

    private static BadCase key(String name, String key) {
        return bad(name, RECEIVE.with("Idempotency-Key: " + key), 400, BAD_KEY);
    }

    private static BadCase mismatch(String name, String tag) {
        return bad(
                "If-Match with " + name,
                Ask.post("/orders/@PLACED@/holds", "{\"reason\":\"late\"}").and("If-Match: " + tag),
                412,
                "version-mismatch");
    }
}
