package waybill.server.input;

import static waybill.server.input.BadCase.raw;

import java.util.List;

/**
 * Where a request ends: lengths, chunks, and requests hidden in others. After each comes a second request that would
 * write, and must never be served.
 */
final class FramingCases {
    static final String BODY = "{\"productId\":\"INPUT-GOODS\",\"quantity\":1}";

    /** A write whose length is still to be said. */
    static final String POST = "POST /inventory/receive HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n"
            + "Idempotency-Key: @KEY@\r\n";

    static final String HIDDEN = "POST /inventory/receive HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n"
            + "Idempotency-Key: hidden\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    private static final String HALF = "validation-failed MALFORMED_REQUEST at";
    private static final int LENGTH = BODY.length();
    static final String HEX = Integer.toHexString(LENGTH);

    static final List<BadCase> LENGTHS = List.of(
            doubtful("a negative length", "Content-Length: -1"),
            doubtful("a length with a sign", "Content-Length: +" + LENGTH),
            doubtful("a length in hexadecimal", "Content-Length: 0x" + HEX),
            doubtful("a length with an exponent", "Content-Length: 4e1"),
            doubtful("a length with a point", "Content-Length: " + LENGTH + ".0"),
            doubtful("a length with a gap", "Content-Length: 4 0"),
            doubtful("no length in the header", "Content-Length:"),
            doubtful("a length in Arabic digits", "Content-Length: \u00d9\u00a4\u00d9\u00a0"),
            doubtful("a length of 20 digits", "Content-Length: 99999999999999999999"),
            doubtful("a length of 2^63", "Content-Length: 9223372036854775808"),
            doubtful("a length of 2^64 more", "Content-Length: 184467440737095516" + (16 + LENGTH)),
            doubtful("the same length twice", "Content-Length: " + LENGTH, "Content-Length: " + LENGTH),
            doubtful("two lengths", "Content-Length: " + LENGTH, "Content-Length: 0"),
            doubtful("two lengths, the short one first", "Content-Length: 0", "Content-Length: " + LENGTH),
            doubtful("the same length twice in one header", "Content-Length: " + LENGTH + ", " + LENGTH),
            doubtful("two lengths in one header", "Content-Length: 0, " + LENGTH),
            doubtful("a space before the colon of the length", "Content-Length : " + LENGTH),
            doubtful("a length folded into the next line", "Content-Length:\r\n " + LENGTH),
            doubtful("a length and chunks", "Content-Length: " + LENGTH, "Transfer-Encoding: chunked"),
            doubtful("chunks and a length", "Transfer-Encoding: chunked", "Content-Length: " + LENGTH),
            doubtful("chunks of no encoding", "Transfer-Encoding: identity"),
            doubtful("an encoding that looks like chunks", "Transfer-Encoding: xchunked"),
            doubtful("an encoding that begins like chunks", "Transfer-Encoding: chunkedx"),
            doubtful("chunks in quotes", "Transfer-Encoding: \"chunked\""),
            doubtful("chunks in capitals", "Transfer-Encoding: CHUNKED"),
            doubtful("chunks after a tab", "Transfer-Encoding:\u000bchunked"),
            doubtful("chunks after compression", "Transfer-Encoding: gzip, chunked"),
            doubtful("chunks before something else", "Transfer-Encoding: chunked, identity"),
            doubtful("chunks twice", "Transfer-Encoding: chunked, chunked"),
            doubtful("chunks twice in two headers", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
            doubtful("chunks, and something else below", "Transfer-Encoding: chunked", "Transfer-Encoding: identity"),
            doubtful("no encoding in the header", "Transfer-Encoding:"),
            doubtful("chunks folded into the next line", "Transfer-Encoding:\r\n chunked"),
            doubtful("a space before the colon of the encoding", "Transfer-Encoding : chunked"),
            raw("a body that ends too early", POST + "Content-Length: 500\r\n\r\n" + BODY, 400, HALF),
            raw("a length of 300,000", POST + "Content-Length: 300000\r\n\r\n" + BODY, 413, "payload-too-large"),
            raw(
                    "a length of a quintillion",
                    POST + "Content-Length: 999999999999999999\r\n\r\n" + BODY,
                    413,
                    "payload-too-large"),
            raw("a body of 256 KiB and a byte", ofBytes(256 * 1024 + 1), 413, "payload-too-large"));

    static final List<BadCase> CHUNKS = List.of(
            chunks("a size that is no number", "x\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("no size", "\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a negative size", "-1\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size with a sign", "+" + HEX + "\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size of 0x", "0x" + HEX + "\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size after a space", " " + HEX + "\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size before a space", HEX + " \r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size with an underscore", "2_6\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size of 2^32 more", "1000000" + HEX + "\r\n" + BODY, "payload-too-large"),
            chunks("a size of 2^63 more", "80000000000000" + HEX + "\r\n" + BODY, "payload-too-large"),
            chunks("a size of 2^64 more", "100000000000000" + HEX + "\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size of 2 GB", "7fffffff\r\n" + BODY, "payload-too-large"),
            chunks("an extension", HEX + ";a=b\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("an extension that hides a line", HEX + ";a=\"\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size ended by a bare line feed", HEX + "\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a size ended by a bare return", HEX + "\r" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("data ended by a bare line feed", HEX + "\r\n" + BODY + "\n0\r\n\r\n", HALF),
            chunks("more data than it says", "5\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("two bytes of data more than it says", HEX + "\r\n" + BODY + "xx0\r\n\r\n", HALF),
            chunks("less data than it says", "ff\r\n" + BODY + "\r\n0\r\n\r\n", HALF),
            chunks("a last chunk that is none", HEX + "\r\n" + BODY + "\r\nz\r\n\r\n", HALF),
            chunks("no last chunk", HEX + "\r\n" + BODY + "\r\n", HALF),
            chunks("a trailer", HEX + "\r\n" + BODY + "\r\n0\r\nX-Trailer: x\r\n\r\n", HALF),
            chunks("a length in the trailer", HEX + "\r\n" + BODY + "\r\n0\r\nContent-Length: 0\r\n\r\n", HALF),
            chunks("more than 256 KiB", ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(9), "payload-too-large"));

    static final List<BadCase> SMUGGLED = List.of(
            raw(
                    "a request behind a length, for who believes in chunks",
                    POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
                    400,
                    HALF),
            raw(
                    "a request in a chunk, for who believes in lengths",
                    POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n",
                    400,
                    HALF),
            raw(
                    "a request behind chunks, for who reads the second encoding",
                    POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n" + HIDDEN,
                    400,
                    HALF),
            raw(
                    "a request behind a header that ends with a bare line feed",
                    POST + "X-A: b\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN,
                    400,
                    HALF),
            raw(
                    "a request behind a length that hides behind a NUL",
                    POST + "X-A: b\0\r\nContent-Length: 0\r\n\r\n" + HIDDEN,
                    400,
                    HALF),
            raw(
                    "a request in the body of a GET that says chunks in its own way",
                    "GET /inventory/items HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked \u0000\r\n\r\n" + HIDDEN,
                    400,
                    HALF),
            raw("a request in the line of another", "GET /inventory/items HTTP/1.1 " + HIDDEN, 400, HALF));

    private FramingCases() {}

    private static BadCase doubtful(String name, String... headers) {
        return raw(name, POST + String.join("\r\n", headers) + "\r\n\r\n" + BODY + HIDDEN, 400, HALF);
    }

    private static BadCase chunks(String name, String chunks, String says) {
        return raw(
                "chunks with " + name,
                POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks,
                says.equals(HALF) ? 400 : 413,
                says);
    }

    private static String ofBytes(int length) {
        return POST + "Content-Length: " + length + "\r\n\r\n" + " ".repeat(length);
    }
}
