package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.engine.http.server.FramingTest.assertIsProblem;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has, and which objection comes for what, over a real socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {
    private static final String THING = "{\"name\":\"a\",\"price\":\"10.99\"}";

    private ExampleServer server;

    @BeforeAll
    void start() {
        server = ExampleServer.standard();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void an_answer_has_its_body_and_every_header_of_the_house() throws IOException {
        RawClient.Reply reply = post("/things", THING, "Content-Type: application/json", "Idempotency-Key: \"k-1\"");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).contains("\"key\":\"k-1\"", "\"price\":10.99");
        assertThat(reply.headers().keySet())
                .containsExactlyInAnyOrder(
                        "x-content-type-options",
                        "cache-control",
                        "date",
                        "x-request-id",
                        "content-type",
                        "content-length",
                        "location");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                       | 201",
                "application/json; charset=utf-8        | 201",
                "application/json;charset=\"UTF-8\"     | 201",
                "Application/JSON                       | 201",
                "application/json; charset=iso-8859-1   | 415",
                "application/json; charset=utf-16       | 415",
                "text/json                              | 415",
                "text/plain                             | 415",
                "application/x-www-form-urlencoded      | 415",
                "multipart/form-data; boundary=x        | 415",
                "application/problem+json               | 415"
            })
    void a_body_must_say_that_it_is_json(String type, int status) throws IOException {
        RawClient.Reply reply = post("/things", THING, "Content-Type: " + type, "Idempotency-Key: k");
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void a_body_without_a_type_and_a_compressed_one_are_415() throws IOException {
        assertIsProblem(post("/things", THING, "Idempotency-Key: k"), 415, "unsupported-media-type");
        RawClient.Reply compressed = post("/things", THING, "Content-Type: application/json", "Content-Encoding: gzip");
        assertThat(compressed.status()).isIn(400, 415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                                   | 200",
                "*/*                                                | 200",
                "application/*                                      | 200",
                "text/html, application/json;q=0.9                  | 200",
                "text/html, */*;q=0.1                               | 200",
                "APPLICATION/JSON                                   | 200",
                "text/html                                          | 406",
                "application/xml                                    | 406",
                "application/json;q=0                               | 406",
                "application/json;q=0, */*                          | 406",
                "application/json;q=0.000, application/*            | 406",
                "*/*;q=0                                            | 406"
            })
    void an_accept_header_lets_json_through_or_not(String accept, int status) throws IOException {
        RawClient.Reply reply = get("/things/1", "Accept: " + accept);
        assertThat(reply.status()).isEqualTo(status);
        if (status == 406) {
            assertIsProblem(reply, 406, "not-acceptable");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH /things   | GET, HEAD, POST",
                "PUT /things/1   | DELETE, GET, HEAD",
                "GET /defect     | POST"
            })
    void a_method_that_a_path_does_not_have_is_405_with_those_it_has(String request, String allow) throws IOException {
        try (RawClient client = server.client()) {
            RawClient.Reply reply =
                    client.send(RawClient.head(request) + "\r\n").read();
            assertIsProblem(reply, 405, "method-not-allowed");
            assertThat(reply.header("Allow")).isEqualTo(allow);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/things                          | 50 null",
                "/things?limit=7                  | 7 null",
                "/things?limit=7&word=a%20b+c     | 7 a b c",
                "/things?word=gr%C3%BC%C3%9Fe     | 50 grüße",
                "/things?word=                    | 50"
            })
    void a_query_is_decoded(String path, String found) throws IOException {
        assertThat(get(path).body().strip()).contains("\"found\":\"" + found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/things?limitt=7             | /query/limitt | UNKNOWN_PARAMETER",
                "/things?limit=7&limit=8      | /query/limit  | DUPLICATE",
                "/things?limit=x              | /query/limit  | INVALID",
                "/things?limit=0              | /query/limit  | OUT_OF_RANGE",
                "/things?limit=201            | /query/limit  | OUT_OF_RANGE",
                "/things?limit=-1             | /query/limit  | INVALID",
                "/things?limit=1.0            | /query/limit  | INVALID",
                "/things?word=%ff             | /query/word   | MALFORMED",
                "/things?word=%0a             | /query/word   | MALFORMED",
                "/things/1?anything=1         | /query/anything | UNKNOWN_PARAMETER"
            })
    void a_query_is_read_strictly(String path, String pointer, String code) throws IOException {
        RawClient.Reply reply = get(path);
        assertIsProblem(reply, 400, "validation-failed");
        assertThat(reply.body()).contains("\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0f8fad5b-d9cb-469f-a165-70867728950e", "a.b:c/d+e=f@g_1"})
    void a_sane_request_id_is_echoed(String id) throws IOException {
        assertThat(get("/trace", "X-Request-Id: " + id).header("X-Request-Id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "a;b", "\"quoted\"", "", "a,b"})
    void another_request_id_is_replaced(String id) throws IOException {
        assertThat(get("/trace", "X-Request-Id: " + id).header("X-Request-Id")).matches("[0-9a-f]{32}");
    }

    @Test
    void a_trace_is_continued_with_a_span_of_our_own() throws IOException {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        String body = get("/trace", "traceparent: " + parent).body();
        assertThat(body)
                .contains("\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .contains("-01\"");
        assertThat(body).doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void head_has_everything_but_the_body() throws IOException {
        try (RawClient client = server.client()) {
            client.send(RawClient.head("HEAD /things/1") + "\r\n" + RawClient.head("GET /things/2") + "\r\n");
            assertThat(client.read(false).header("Content-Length")).isEqualTo("10");
            assertThat(client.read().body()).isEqualTo("{\"id\":\"2\"}");
        }
    }

    @Test
    void no_content_and_not_modified_have_no_body_at_all() throws IOException {
        try (RawClient client = server.client()) {
            client.send(RawClient.head("DELETE /things/1?reason=x") + "\r\n" + RawClient.head("GET /same") + "\r\n"
                    + RawClient.head("GET /things/2") + "\r\n");
            assertThat(client.read().status()).isEqualTo(204);
            RawClient.Reply same = client.read();
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("ETag")).isEqualTo("\"5\"");
            assertThat(same.headers()).doesNotContainKeys("content-length", "content-type");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_wants_to_close_gets_its_answer_and_the_end() throws IOException {
        try (RawClient client = server.client()) {
            RawClient.Reply reply = client.send(RawClient.head("GET /things/1", "Connection: Close") + "\r\n")
                    .read();
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_write_without_a_key_or_with_a_broken_one_is_told_so() throws IOException {
        assertIsProblem(post("/things", THING, "Content-Type: application/json"), 400, "idempotency-key-required");
        RawClient.Reply broken = post("/things", THING, "Content-Type: application/json", "Idempotency-Key: a b");
        assertIsProblem(broken, 400, "validation-failed");
        assertThat(broken.body()).contains("/headers/Idempotency-Key");
    }

    @Test
    void a_defect_tells_nothing_but_where_to_look() throws IOException {
        RawClient.Reply reply = post("/defect", "", "X-Request-Id: r-1");
        assertIsProblem(reply, 500, "internal-error");
        assertThat(reply.body()).doesNotContain("secret", "select", "IllegalState", "waybill");
    }

    @Test
    void a_fault_of_the_world_is_what_the_engine_says_it_is() throws IOException {
        RawClient.Reply reply = post("/fault", "");
        assertIsProblem(reply, 503, "overloaded");
        assertThat(reply.header("Retry-After")).isEqualTo("3");
        assertThat(reply.body()).contains("\"retryAfter\":3", "The database is away.");
    }

    @Test
    void the_path_in_a_problem_is_safe_to_show() throws IOException {
        RawClient.Reply reply = get("/none/%3Cscript%3E\"".replace("\"", "%22"));
        assertIsProblem(reply, 404, "not-found");
        assertThat(reply.body()).contains("\"instance\":\"/none/%3Cscript%3E%22\"");
    }

    private RawClient.Reply get(String path, String... headers) throws IOException {
        try (RawClient client = server.client()) {
            return client.send(RawClient.head("GET " + path, headers) + "\r\n").read();
        }
    }

    private RawClient.Reply post(String path, String body, String... headers) throws IOException {
        try (RawClient client = server.client()) {
            String head = RawClient.head("POST " + path, headers);
            return client.send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .read();
        }
    }
}
