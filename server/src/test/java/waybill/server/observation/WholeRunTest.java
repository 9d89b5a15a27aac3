package waybill.server.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.server.Waybill;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/**
 * One run of everything that may become of orders, as its log and its traces tell it (API.md §5): nothing is missing
 * that an operator looks for, and nothing is there that is nobody's business.
 */
class WholeRunTest {
    /** What stands in the orders of this run and may stand nowhere else. */
    private static final List<String> PERSONAL =
            List.of("Zoe Quill", "zoe@example.net", "Elmwood", "Quillburg", "zq-gate-code", "tok_");

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    /** A sentence that would be a line of its own, if anything could be. */
    private static final String FORGED = "x\\r\\n{\\\"level\\\":\\\"ERROR\\\",\\\"message\\\":\\\"forged\\\"}";

    @TempDir
    private static Path directory;

    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final Map<String, String> ORDERS = new HashMap<>();
    private static final Map<String, String> TRACES = new HashMap<>();
    private static final Collector COLLECTOR = new Collector();
    private static List<JsonNode> lines = List.of();
    private static Reply plain = new Reply(0, Map.of(), "");
    private static Reply open = new Reply(0, Map.of(), "");

    @BeforeAll
    static void run() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = directory.resolve("data");
        Settings settings = Settings.read(
                null,
                Map.of(
                        "WAYBILL_TRACES_ENDPOINT", COLLECTOR.endpoint(),
                        "WAYBILL_TRACES_SAMPLE", "1",
                        "WAYBILL_RETRY_SCHEDULE", "none",
                        "WAYBILL_RESILIENCE_GATEWAY_TIMEOUT", "PT1S",
                        "WAYBILL_RESILIENCE_GATEWAY_MINIMUM_CALLS", "1000000"));
        try (Waybill waybill = Waybill.start(new Waybill.Plan(Role.all(), "127.0.0.1", 0, data, settings));
                ApiClient api = ApiClient.at(waybill.address().getPort())) {
            live(api);
            forge(api);
            plain = api.get("/metrics");
            open = api.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        }
        lines = LogLines.in(data.resolve("log").resolve("waybill.log"));
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    private static void live(ApiClient api) {
        post(api, "/inventory/receive", "{\"productId\":\"MUG\",\"quantity\":100}");
        place(api, "good", "tok_ok", 2);
        place(api, "declined", "tok_declined", 1);
        place(api, "short", "tok_ok", 1_000);
        place(api, "unknown", "tok_timeout", 1, "Prefer", "wait=3");
        place(api, "unavailable", "tok_unavailable", 1);
        place(api, "ended", "tok_ok", 1);
        api.delete("/orders/" + ORDERS.get("ended"), "Prefer", "wait=20");
        place(api, "followed", "tok_ok", 1, "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
        place(api, "left", "tok_ok", 1, "traceparent", "00-" + CALLER + CALLER + "-" + CALLER + "-00");
        String good = "/orders/" + ORDERS.get("good");
        Eventually.holds(() -> assertThat(story(api, "good")).contains("inventory.committed.v1"));
        post(api, good + "/fulfill", "{}");
        post(api, good + "/deliver", "{}");
        post(api, good + "/refunds", "{\"amount\":\"1.00\",\"reason\":\"Zoe Quill was sad\"}");
        post(api, "/customers/c-1/forget", "{\"reason\":\"TICKET-1\"}");
        api.put("/loggers/waybill.payment", "{\"level\":\"DEBUG\",\"for\":\"PT1S\"}");
        Eventually.holds(() -> assertThat(api.get("/loggers").body()).doesNotContain("DEBUG"));
        Eventually.holds(
                () -> assertThat(COLLECTOR.all()).anyMatch(span -> span.name().equals("refund")));
        Eventually.holds(() -> assertThat(COLLECTOR.of(TRACE)).hasSizeGreaterThan(5));
    }

    private static List<String> story(ApiClient api, String name) {
        return api.get("/orders/" + ORDERS.get(name) + "/events").json().findValuesAsText("type");
    }

    private static Reply post(ApiClient api, String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of("Idempotency-Key", "key-" + KEYS.incrementAndGet()));
        all.addAll(List.of("Prefer", "wait=20"));
        all.addAll(List.of(headers));
        return api.post(path, json, all.toArray(String[]::new));
    }

    private static void place(ApiClient api, String name, String token, int quantity, String... headers) {
        Reply reply = post(api, "/orders", """
                {"customer":{"id":"c-1","name":"Zoe Quill","email":"zoe@example.net"},"currency":"EUR",\
                "items":[{"productId":"MUG","quantity":%d,"price":"10.99"}],\
                "shippingAddress":{"street":"1 Elmwood","city":"Quillburg","zip":"10115","country":"DE"},\
                "payment":{"token":"%s"},"metadata":{"note":"zq-gate-code"}}""".formatted(quantity, token), headers);
        JsonNode told = reply.json();
        String id = told.path("id").asText(told.path("orderId").asText());
        ORDERS.put(name, id);
        TRACES.put(name, Objects.requireNonNull(reply.header("x-request-id")));
    }

    private static String trace(String name) {
        return Objects.requireNonNull(TRACES.get(name));
    }

    /** Line breaks wherever a client may write anything. */
    private static void forge(ApiClient api) {
        String order = "/orders/" + ORDERS.get("good");
        for (String path : List.of("/orders", order + "/refunds", order + "/holds", "/customers/c-1/forget")) {
            post(api, path, "{\"reason\":\"" + FORGED + "\",\"" + FORGED + "\":\"" + FORGED + "\"}");
        }
        api.get("/orders/%0D%0A%7B%22forged%22:1%7D");
        api.get("/orders?customerId=%0D%0Aforged");
        api.put("/loggers/%0D%0Aforged", "{\"level\":\"DEBUG\"}");
    }

    private static Stream<JsonNode> about(String name) {
        String id = ORDERS.get(name);
        return lines.stream().filter(line -> line.path("order_id").asText().equals(id));
    }

    private static List<String> messages(String name) {
        return about(name).map(line -> line.path("message").asText()).toList();
    }

    @Test
    void each_change_of_a_status_is_one_line_whoever_commits_it() {
        assertThat(messages("good"))
                .containsExactlyInAnyOrder(
                        "order PENDING",
                        "reservation HELD",
                        "payment CREATED",
                        "payment AUTHORIZED",
                        "order PLACED",
                        "order CONFIRMED",
                        "reservation COMMITTED",
                        "payment CAPTURED",
                        "order SHIPPED",
                        "reservation CONSUMED",
                        "order DELIVERED",
                        "payment REFUNDED");
        assertThat(messages("declined")).contains("payment DECLINED", "order PAYMENT_FAILED", "reservation RELEASED");
        assertThat(messages("unknown")).contains("payment UNKNOWN");
        assertThat(messages("unavailable")).contains("payment FAILED: nothing was sent", "order PAYMENT_FAILED");
        assertThat(messages("ended")).contains("order CANCEL_PENDING", "order CANCELLED", "payment VOIDED");
    }

    @Test
    void every_line_of_a_saga_has_the_trace_of_its_request_across_all_services() {
        assertThat(about("followed").map(line -> line.path("service").asText()).distinct())
                .containsExactlyInAnyOrder("order", "inventory", "payment");
        for (String name : List.of("declined", "unavailable", "followed", "left")) {
            assertThat(about(name)).isNotEmpty().allSatisfy(line -> {
                assertThat(line.path("trace_id").asText()).isEqualTo(traceOf(name));
                assertThat(line.path("event").asText()).as("%s", line).isNotEmpty();
            });
        }
        assertThat(lines.stream().filter(line -> line.path("logger").asText().endsWith("Changes")))
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> {
                    assertThat(line.path("trace_id").asText()).hasSize(32);
                    assertThat(line.path("order_id").asText()).startsWith("ord_");
                });
    }

    private static String traceOf(String name) {
        return switch (name) {
            case "followed" -> TRACE;
            case "left" -> CALLER + CALLER;
            default -> trace(name);
        };
    }

    @Test
    void a_line_says_whose_order_it_is_where_the_saga_is_and_how_long_it_took() {
        JsonNode created = line("good", "order PENDING");
        assertThat(created.path("customer_id").asText()).isEqualTo("c-1");
        assertThat(created.path("saga_step").asText()).isEqualTo("CREATE_ORDER");
        assertThat(created.path("level").asText()).isEqualTo("INFO");
        JsonNode confirmed = line("good", "order CONFIRMED");
        assertThat(confirmed.path("duration_ms").asLong()).isBetween(1L, 60_000L);
        assertThat(confirmed.path("event").asText()).isEqualTo("order.confirmed.v1");
        JsonNode unknown = line("unknown", "payment UNKNOWN");
        assertThat(unknown.path("payment_id").asText()).startsWith("pay_");
        assertThat(unknown.path("duration_ms").asLong()).isBetween(900L, 60_000L);
    }

    private static JsonNode line(String name, String message) {
        return about(name)
                .filter(line -> line.path("message").asText().equals(message))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothing_personal_is_in_any_line_and_nothing_begins_a_line_of_its_own() {
        assertThat(lines).hasSizeGreaterThan(40).allSatisfy(line -> {
            assertThat(line.toString()).doesNotContain(PERSONAL);
            assertThat(line.path("@timestamp").asText()).endsWith("Z");
            assertThat(line.path("message").asText()).isNotEqualTo("forged");
        });
    }

    @Test
    void a_logger_says_more_for_a_while_and_the_log_says_so() {
        assertThat(lines.stream().filter(line -> line.path("event").asText().equals("log-level")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.path("level").asText()).isEqualTo("WARN"));
    }

    @Test
    void placing_an_order_is_one_trace_through_all_services() {
        String began = "order SERVER POST /orders";
        String held = began + " > inventory CONSUMER order.created.v1";
        String asked = held + " > payment CONSUMER inventory.reserved.v1";
        String paid = asked + " > payment CLIENT authorize";
        String placed = paid + " > order CONSUMER payment.authorized.v1";
        assertThat(COLLECTOR.paths(TRACE))
                .contains(began, held, asked, paid, placed, placed + " > inventory CONSUMER order.placed.v1")
                .allMatch(path -> path.startsWith(began));
        assertThat(COLLECTOR.paths(trace("good"))).contains(began, placed);
        assertThat(COLLECTOR.of(TRACE).stream()
                        .filter(span -> span.name().equals("POST /orders"))
                        .map(Collector.Received::parent))
                .containsExactly(CALLER);
    }

    @Test
    void a_trace_that_its_caller_does_not_record_is_not_recorded_here() {
        assertThat(COLLECTOR.of(CALLER + CALLER)).isEmpty();
    }

    @Test
    void a_span_says_what_it_was_and_how_it_came_out_and_nothing_personal() {
        assertThat(COLLECTOR.of(TRACE))
                .anySatisfy(span -> assertThat(span.attributes())
                        .containsEntry("http.route", "/orders")
                        .containsEntry("http.request.method", "POST")
                        .containsEntry("http.response.status_code", "201"))
                .anySatisfy(span -> assertThat(span.attributes())
                        .containsEntry("waybill.order_id", String.valueOf(ORDERS.get("followed"))));
        assertThat(COLLECTOR.of(trace("unknown")))
                .anySatisfy(span -> assertThat(span.failed() && span.name().equals("authorize"))
                        .isTrue());
        assertThat(COLLECTOR.all())
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain(PERSONAL));
    }

    @Test
    void a_histogram_names_a_trace_as_its_example_to_who_asks_for_open_metrics() {
        assertThat(plain.header("content-type")).startsWith("text/plain");
        assertThat(plain.body()).doesNotContain("trace_id");
        assertThat(open.header("content-type")).startsWith("application/openmetrics-text");
        for (String histogram : List.of("http_server_requests_seconds", "order_processing_duration_seconds")) {
            assertThat(open.body().lines())
                    .as(histogram)
                    .anyMatch(line -> line.startsWith(histogram + "_bucket{") && line.contains("trace_id=\""));
        }
        assertThat(open.body()).endsWith("# EOF\n");
    }
}
