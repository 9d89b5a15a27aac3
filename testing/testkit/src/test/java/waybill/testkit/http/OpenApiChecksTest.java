package waybill.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks pass what the contract says, and bite whatever it does not say. */
class OpenApiChecksTest {
    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Small, version: '1'}
            paths:
              /things:
                post:
                  parameters:
                    - {name: Idempotency-Key, in: header, required: true, schema: {type: string, pattern: '^[!-~]+$'}}
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/NewThing'}
                  responses:
                    '201':
                      description: Made.
                      headers:
                        Location: {required: true, schema: {type: string, pattern: '^/things/'}}
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Thing'}
                    '4XX': {$ref: '#/components/responses/Problem'}
              /things/special:
                get:
                  responses:
                    '204': {description: Nothing special.}
              /things/{id}:
                get:
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: string, pattern: '^t[0-9]+$'}}
                    - {name: depth, in: query, schema: {type: integer, minimum: 1}}
                  responses:
                    '200':
                      description: Here.
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Thing'}
                        text/plain:
                          schema: {type: string}
                    '405': {$ref: '#/components/responses/Problem'}
            components:
              responses:
                Problem:
                  description: No.
                  content:
                    application/problem+json:
                      schema:
                        oneOf:
                          - {$ref: '#/components/schemas/Shortage'}
                          - {$ref: '#/components/schemas/Basic'}
              schemas:
                Basic:
                  type: object
                  required: [code]
                  properties: {code: {type: string}}
                Shortage:
                  allOf: [{$ref: '#/components/schemas/Basic'}]
                  required: [available]
                  properties: {available: {type: integer}}
                NewThing:
                  type: object
                  required: [price]
                  properties:
                    price: {type: string, pattern: '^[0-9.]+$'}
                Thing:
                  type: object
                  required: [id, at]
                  properties:
                    id: {type: string}
                    at: {type: string, format: date-time}
                    note: {type: [string, 'null']}
                    lines:
                      type: array
                      items:
                        type: object
                        properties: {quantity: {type: integer}}
            """;

    private static final String THING = "{\"id\":\"t1\",\"at\":\"2026-03-01T09:30:00.000000Z\"}";
    private static final OpenApiChecks CHECKS = OpenApiChecks.of(CONTRACT);

    @Test
    void what_the_contract_says_passes() {
        assertThatCode(() -> CHECKS.check(made("{\"price\":\"1\"}", THING))).doesNotThrowAnyException();
        assertThatCode(() -> CHECKS.check(got("/things/t1?depth=2", 200, "application/json; charset=utf-8", THING)))
                .doesNotThrowAnyException();
        assertThatCode(() -> CHECKS.check(got("/things/t1", 200, "text/plain", "anything")))
                .doesNotThrowAnyException();
        assertThatCode(() -> CHECKS.check(got("/things/special", 204, "", ""))).doesNotThrowAnyException();
        assertThatCode(() -> CHECKS.check(refused("DELETE", "/things/t1", 405, "{\"code\":\"A\"}")))
                .doesNotThrowAnyException();
        assertThatCode(() -> CHECKS.check(refused("POST", "/things", 409, "{\"code\":\"A\",\"available\":1}")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/nowhere        | 200 | application/json | {}                                      | has no GET /nowhere",
                "/things         | 200 | application/json | {}                                      | has no GET /things",
                "/things/t1      | 404 | application/json | {}                                      | has no status 404",
                "/things/t1      | 200 | application/xml  | <a/>                                    | has no content type 'application/xml'",
                "/things/t1      | 200 | application/json | {\"id\":\"t1\"}                         | required property 'at' not found",
                "/things/t1      | 200 | application/json | {\"id\":1,\"at\":\"2026-03-01T09:30:00Z\"} | /id: integer found, string expected",
                "/things/t1      | 200 | application/json | {\"id\":\"t1\",\"at\":\"yesterday\"}    | /at: does not match the date-time",
                "/things/t1      | 200 | application/json | {\"id\":\"t1\",\"at\":\"2026-03-01T09:30:00Z\",\"secret\":1} | secret",
                "/things/t1      | 200 | application/json | {\"id\":\"t1\",\"at\":\"2026-03-01T09:30:00Z\",\"lines\":[{\"quantity\":1,\"weight\":2}]} | weight",
                "/things/t1      | 200 | application/json | not json                                | the body is not JSON",
                "/things/x       | 200 | application/json | {\"id\":\"t1\",\"at\":\"2026-03-01T09:30:00Z\"} | the path parameter id",
                "/things/t1?depth=0 | 200 | application/json | {\"id\":\"t1\",\"at\":\"2026-03-01T09:30:00Z\"} | the query parameter depth",
                "/things/t1?size=1 | 200 | application/json | {\"id\":\"t1\",\"at\":\"2026-03-01T09:30:00Z\"} | has no query parameter size",
                "/things/special | 204 | ~~               | something                               | has no body here"
            })
    void what_it_does_not_say_is_bitten(String target, int status, String type, String body, String fault) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CHECKS.check(got(target, status, type, body)))
                .withMessageContaining(fault)
                .withMessageContaining("GET " + target + " -> " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"price\":7}                      | the accepted body /price",
                "{}                                 | required property 'price' not found",
                "~~                                 | the body is required"
            })
    void a_request_that_the_contract_refuses_must_not_be_accepted(String body, String fault) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CHECKS.check(made(body, THING)))
                .withMessageContaining(fault);
    }

    @Test
    void a_problem_has_the_members_of_one_of_its_kinds_and_no_others() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CHECKS.check(refused("POST", "/things", 409, "{\"code\":\"A\",\"sql\":\"select\"}")));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CHECKS.check(refused("POST", "/things", 409, "{\"available\":1}")));
    }

    @Test
    void headers_that_tell_something_are_described_and_required_ones_are_there() {
        Exchange surprising = new Exchange(
                "GET",
                "/things/t1",
                Map.of(),
                "",
                200,
                Map.of("content-type", "application/json", "etag", "\"1\""),
                THING);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CHECKS.check(surprising))
                .withMessageContaining("has no header etag");
        Exchange lacking = new Exchange(
                "POST",
                "/things",
                Map.of(),
                "{\"price\":\"1\"}",
                201,
                Map.of("Content-Type", "application/json"),
                THING);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CHECKS.check(lacking))
                .withMessageContaining("the header Location is missing")
                .withMessageContaining("Idempotency-Key is required, but");
    }

    @Test
    void the_contract_of_this_repository_is_found() {
        OpenApiChecks standard = OpenApiChecks.standard();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> standard.check(got("/no/such/route", 200, "application/json", "{}")));
    }

    @Test
    void a_client_checks_what_it_hears_and_keeps_it() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/things/", call -> {
            byte[] body = (call.getRequestURI().getPath().endsWith("t1") ? THING : "{\"id\":7}")
                    .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (ApiClient client = new ApiClient(base, CHECKS)) {
            assertThat(client.get("/things/t1", "X-Any", "1").json().path("id").asText())
                    .isEqualTo("t1");
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> client.get("/things/t2"));
            assertThat(client.exchanges()).extracting(Exchange::target).containsExactly("/things/t1", "/things/t2");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void where_no_body_is_wanted_an_object_without_members_is_as_good_as_none() {
        assertThatCode(() -> CHECKS.check(special("{}"))).doesNotThrowAnyException();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CHECKS.check(special("{\"price\":\"1\"}")))
                .withMessageContaining("has no body for this operation");
    }

    private static Exchange special(String sent) {
        return new Exchange("GET", "/things/special", Map.of(), sent, 204, Map.of(), "");
    }

    private static Exchange got(String target, int status, String type, String body) {
        Map<String, String> headers = type.isEmpty() ? Map.of() : Map.of("Content-Type", type);
        return new Exchange("GET", target, Map.of(), "", status, headers, body);
    }

    private static Exchange refused(String method, String target, int status, String body) {
        return new Exchange(
                method, target, Map.of(), "", status, Map.of("Content-Type", "application/problem+json"), body);
    }

    private static Exchange made(String sent, String body) {
        return new Exchange(
                "POST",
                "/things",
                Map.of("Idempotency-Key", "k"),
                sent,
                201,
                Map.of("Content-Type", "application/json", "Location", "/things/t1"),
                body);
    }
}
