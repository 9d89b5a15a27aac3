package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as bytes: what is not framed in exactly one way is refused, and never becomes two requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramingTest {
    private static final String THING = "{\"name\":\"a\",\"price\":1}";
    private static final String POST =
            RawClient.head("POST /things", "Content-Type: application/json", "Idempotency-Key: k");

    private ExampleServer server;

    @BeforeAll
    void start() {
        server = ExampleServer.standard();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 22\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 22\r\n",
                "Content-Length: 22\r\nContent-Length: 23\r\n",
                "Content-Length: 22\r\nContent-Length: 22\r\n",
                "Content-Length: 22, 22\r\n",
                "Content-Length: +22\r\n",
                "Content-Length: -22\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 0x16\r\n",
                "Content-Length: 2 2\r\n",
                "Content-Length:\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Content-Length : 22\r\n",
                "Content Length: 22\r\n",
                "No colon at all\r\n",
                ": no name\r\n",
                " folded: into the line before\r\n",
                "X-Nul: a\0b\r\n",
                "X-Bare-Return: a\rb\r\n",
                "Host: another\r\n"
            })
    void a_length_in_doubt_or_a_broken_header_is_400_and_ends_the_connection(String headers) throws IOException {
        int madeBefore = server.made.get();
        try (RawClient client = server.client()) {
            client.send(POST + headers + "\r\n" + THING + "GET /things/hidden HTTP/1.1\r\nHost: shop\r\n\r\n");
            client.finish();
            assertIsProblem(client.read(), 400, "validation-failed");
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(server.made.get()).isEqualTo(madeBefore);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /things/1                            | 400 | validation-failed",
                "GET  /things/1 HTTP/1.1                  | 400 | validation-failed",
                "GET /things/1 HTTP/1.0                   | 505 | http-version-not-supported",
                "GET /things/1 HTTP/2.0                   | 505 | http-version-not-supported",
                "GET /things/1 http/1.1                   | 400 | validation-failed",
                "GET things/1 HTTP/1.1                    | 404 | not-found",
                "GET /things/<b> HTTP/1.1                 | 400 | validation-failed",
                "GET /things/a{b} HTTP/1.1                | 400 | validation-failed",
                "GET /things/%zz HTTP/1.1                 | 400 | validation-failed",
                "GET /things/%ff HTTP/1.1                 | 404 | not-found",
                "GET /things/%00 HTTP/1.1                 | 404 | not-found",
                "GET /things/%0d%0aX:1 HTTP/1.1           | 404 | not-found",
                "GET /things/../things/1 HTTP/1.1         | 404 | not-found",
                "GET //things/1 HTTP/1.1                  | 404 | not-found",
                "GET /things/1/ HTTP/1.1                  | 404 | not-found",
                "GET * HTTP/1.1                           | 404 | not-found",
                "OPTIONS * HTTP/1.1                       | 404 | not-found",
                "G@T /things/1 HTTP/1.1                   | 400 | validation-failed",
                "get /things/1 HTTP/1.1                   | 400 | validation-failed",
                "GET /things/1#top HTTP/1.1               | 400 | validation-failed",
                "GET /things/é HTTP/1.1                   | 400 | validation-failed",
                "GET /things/1 HTTP/1.2                   | 505 | http-version-not-supported",
                "CONNECT shop:443 HTTP/1.1                | 404 | not-found",
                "TRACE /things/1 HTTP/1.1                 | 405 | method-not-allowed"
            })
    void a_request_line_that_is_wrong_is_a_problem_document(String line, int status, String slug) throws IOException {
        try (RawClient client = server.client()) {
            client.send(line + "\r\nHost: shop\r\n\r\n").finish();
            assertIsProblem(client.read(), status, slug);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\n" + THING + "\r\n0\r\n\r\n",
                "-1\r\n" + THING + "\r\n0\r\n\r\n",
                "16\r\n" + THING + "\r\nz\r\n\r\n",
                "16;a=b\r\n" + THING + "\r\n0\r\n\r\n",
                "+16\r\n" + THING + "\r\n0\r\n\r\n",
                "16\r\n" + THING + "xx0\r\n\r\n",
                "16\r\n" + THING + "\r\n0\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n\r\n",
                "1000000000000000016\r\n" + THING + "\r\n0\r\n\r\n",
                "7fffffff\r\n" + THING,
                "16\r\n" + THING + "\r\n0\r\nTrailer: x\r\n\r\n"
            })
    void broken_chunks_are_refused(String chunks) throws IOException {
        int madeBefore = server.made.get();
        try (RawClient client = server.client()) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks).finish();
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isIn(400, 413);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(server.made.get()).isEqualTo(madeBefore);
    }

    @Test
    void chunks_of_any_size_are_one_body() throws IOException {
        StringBuilder chunks = new StringBuilder();
        THING.chars().forEach(c -> chunks.append("1\r\n").append((char) c).append("\r\n"));
        try (RawClient client = server.client()) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(201);
            client.send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void a_chunk_may_be_as_large_as_a_body() throws IOException {
        String body = THING + " ".repeat(256 * 1024 - THING.length());
        try (RawClient client = server.client()) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n40000\r\n" + body + "\r\n0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(201);
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n40001\r\n");
            assertIsProblem(client.read(), 413, "payload-too-large");
        }
    }

    @Test
    void a_compressed_body_is_of_no_type_that_is_read_here() throws IOException {
        try (RawClient client = server.client()) {
            client.send(POST + "Content-Encoding: gzip\r\nContent-Length: 22\r\n\r\n" + THING);
            assertIsProblem(client.read(), 415, "unsupported-media-type");
        }
    }

    @Test
    void requests_that_come_in_one_packet_are_answered_in_their_order() throws IOException {
        String post = POST + "Content-Length: " + THING.length() + "\r\n\r\n" + THING;
        String get = "GET /things/2 HTTP/1.1\r\nHost: shop\r\n\r\n";
        try (RawClient client = server.client()) {
            client.send(post + get + post);
            assertThat(client.read().status()).isEqualTo(201);
            assertThat(client.read().body()).isEqualTo("{\"id\":\"2\"}");
            assertThat(client.read().status()).isEqualTo(201);
        }
    }

    @Test
    void a_body_that_ends_too_early_makes_nothing() throws IOException {
        int madeBefore = server.made.get();
        try (RawClient client = server.client()) {
            client.send(POST + "Content-Length: 500\r\n\r\n" + THING).finish();
            assertIsProblem(client.read(), 400, "validation-failed");
        }
        assertThat(server.made.get()).isEqualTo(madeBefore);
    }

    @Test
    void a_request_without_host_is_refused() throws IOException {
        try (RawClient client = server.client()) {
            client.send("GET /things/1 HTTP/1.1\r\n\r\n").finish();
            assertIsProblem(client.read(), 400, "validation-failed");
        }
    }

    @Test
    void the_absolute_form_of_a_proxy_is_understood() throws IOException {
        try (RawClient client = server.client()) {
            client.send("GET http://shop/things/7 HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("{\"id\":\"7\"}");
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_continue_only_for_what_is_wanted() throws IOException {
        String head = "Content-Length: " + THING.length() + "\r\nExpect: 100-continue\r\n\r\n";
        try (RawClient client = server.client()) {
            client.send(POST + head);
            assertThat(client.read().status()).isEqualTo(100);
            client.send(THING);
            assertThat(client.read().status()).isEqualTo(201);
        }
        try (RawClient client = server.client()) {
            client.send(POST.replace("application/json", "text/plain") + head);
            assertIsProblem(client.read(), 415, "unsupported-media-type");
            client.finish();
            assertThat(client.isClosed()).isTrue();
        }
    }

    static void assertIsProblem(RawClient.Reply reply, int status, String slug) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Request-Id")).isNotBlank();
        assertThat(reply.body()).contains("\"type\":\"/problems/" + slug + "\"", "\"traceId\":\"");
    }
}
