package waybill.server.input;

import static waybill.server.input.BadCase.raw;

import java.util.List;

/** The first line of a request, its host, and what is not HTTP/1.1 at all. */
final class LineCases {
    private static final String HALF = "validation-failed MALFORMED_REQUEST at";
    private static final String REST = "\r\nHost: shop\r\n\r\n";

    static final List<BadCase> LINES = List.of(
            line("no version", "GET /orders", 400, HALF),
            line("no target", "GET", 400, HALF),
            line("an empty target", "GET  HTTP/1.1", 400, HALF),
            line("two spaces", "GET  /orders HTTP/1.1", 400, HALF),
            line("a tab", "GET\t/orders HTTP/1.1", 400, HALF),
            line("a space at the end", "GET /orders HTTP/1.1 ", 400, HALF),
            line("a space in the target", "GET /orders /x HTTP/1.1", 400, HALF),
            line("HTTP/0.9", "GET /orders HTTP/0.9", 505, "http-version-not-supported"),
            line("HTTP/1.0", "GET /orders HTTP/1.0", 505, "http-version-not-supported"),
            line("HTTP/1.2", "GET /orders HTTP/1.2", 505, "http-version-not-supported"),
            line("HTTP/2.0", "GET /orders HTTP/2.0", 505, "http-version-not-supported"),
            line("a version that is a word", "GET /orders HTTP/one", 400, HALF),
            line("a version in small letters", "GET /orders http/1.1", 400, HALF),
            line("another protocol", "GET /orders RTSP/1.0", 400, HALF),
            line("a method with a sign", "G@T /orders HTTP/1.1", 400, HALF),
            line("a method with a NUL", "GE\0T /orders HTTP/1.1", 400, HALF),
            line("a method in small letters", "get /orders HTTP/1.1", 400, HALF),
            line("a method nobody has heard of", "BREW /orders HTTP/1.1", 405, "method-not-allowed"),
            line("a method that the path does not have", "PATCH /orders HTTP/1.1", 405, "method-not-allowed"),
            line("TRACE, which would echo", "TRACE /orders HTTP/1.1", 405, "method-not-allowed"),
            line("CONNECT, which is for proxies", "CONNECT shop:443 HTTP/1.1", 404, "not-found"),
            line("a star", "OPTIONS * HTTP/1.1", 404, "not-found"),
            line("a target without a slash", "GET orders HTTP/1.1", 404, "not-found"),
            line("a fragment", "GET /orders#top HTTP/1.1", 400, HALF),
            line("a backslash", "GET \\orders HTTP/1.1", 400, HALF),
            line("a NUL in the target", "GET /orders\0 HTTP/1.1", 400, HALF),
            line("raw UTF-8 in the target", "GET /orders/\u00c3\u00a9 HTTP/1.1", 400, HALF),
            line("brackets in the target", "GET /orders/<script> HTTP/1.1", 400, HALF),
            line("an absolute target elsewhere", "GET http://shop/nowhere HTTP/1.1", 404, "not-found"),
            line("an absolute target of another scheme", "GET ftp://shop/orders HTTP/1.1", 404, "not-found"),
            line(
                    "an address of more than 8 KiB",
                    "GET /orders?q=" + "a".repeat(8183) + " HTTP/1.1",
                    414,
                    "uri-too-long"),
            line("an address of 64 KiB", "GET /" + "a".repeat(65536) + " HTTP/1.1", 414, "uri-too-long"),
            raw("a line without an end", "A".repeat(20_000), 414, "uri-too-long"));

    static final List<BadCase> HOSTS = List.of(
            host("no host", ""),
            host("two hosts", "Host: shop\r\nHost: shop\r\n"),
            host("two different hosts", "Host: shop\r\nHost: evil\r\n"),
            host("two hosts in one header", "Host: shop, evil\r\n"),
            host("a host with a path", "Host: shop/evil\r\n"),
            host("a host with a user", "Host: shop@evil\r\n"),
            host("a host with a space", "Host: sh op\r\n"),
            host("a host with a port that is no number", "Host: shop:http\r\n"));

    static final List<BadCase> STRANGERS = List.of(
            raw(
                    "the preface of HTTP/2",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0",
                    505,
                    "http-version-not-supported"),
            raw("the header of a proxy", "PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\nGET /orders HTTP/1.1" + REST, 400, HALF),
            raw("SSH", "SSH-2.0-OpenSSH_9.6\r\n", 400, HALF),
            raw("a command for Redis", "*1\r\n$4\r\nPING\r\n", 400, HALF),
            raw("mail", "HELO shop\r\n", 400, HALF),
            raw("zeros", "\0".repeat(64) + "\r\n\r\n", 400, HALF));

    private LineCases() {}

    private static BadCase line(String name, String line, int status, String says) {
        return raw("a request line with " + name, line + REST, status, says);
    }

    private static BadCase host(String name, String hosts) {
        return raw(name, "GET /orders HTTP/1.1\r\n" + hosts + "\r\n", 400, HALF);
    }
}
