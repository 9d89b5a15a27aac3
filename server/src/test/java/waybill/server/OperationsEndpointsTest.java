package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.contracts.ContractFiles;
import waybill.engine.http.ProblemTypes;
import waybill.testkit.http.ApiClient.Reply;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsEndpointsTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    @Order(1)
    void every_status_of_orders_is_counted_from_the_start() {
        String metrics = SHOP.get("/metrics").body();
        for (String status : List.of("PENDING", "PLACED", "CONFIRMED", "PAYMENT_FAILED", "CANCELLED", "SHIPPED")) {
            assertThat(metrics).contains("orders_total{status=\"" + status + "\"} 0.0");
        }
    }

    @Test
    void what_happens_is_measured() {
        String before = SHOP.get("/metrics").body();
        SHOP.place(Basket.of(SHOP.stocked(5), 2));
        Reply reply = SHOP.get("/metrics");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(reply.body())
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_threads_live_threads",
                        "feed_lag_events{subscriber=\"order<inventory\"}")
                .doesNotContain("ord_", "GOODS-");
        for (String counter : List.of(
                "orders_total{status=\"PENDING\"}",
                "orders_total{status=\"CONFIRMED\"}",
                "http_server_requests_seconds_count{method=\"POST\",route=\"/orders\",status=\"201\"}",
                "http_server_requests_seconds_count{method=\"POST\",route=\"/inventory/receive\",status=\"200\"}")) {
            assertThat(value(reply.body(), counter)).as(counter).isEqualTo(value(before, counter) + 1);
        }
    }

    /** The value of a metric; 0 if it is not there. */
    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    void a_healthy_process_says_so() {
        assertThat(SHOP.get("/health").json()).isEqualTo(Plain.read("""
                {"status":"UP","services":{"order":"UP","inventory":"UP","payment":"UP"},"checks":[
                 {"service":"order","name":"database","status":"UP"},
                 {"service":"inventory","name":"database","status":"UP"},
                 {"service":"payment","name":"database","status":"UP"}]}"""));
        assertThat(SHOP.get("/health/live").json()).isEqualTo(Plain.read("{\"status\":\"UP\"}"));
        assertThat(SHOP.get("/health/ready").json())
                .isEqualTo(SHOP.get("/health").json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            waybill.nobody    | {"level":"DEBUG"}               | 404
            org               | {"level":"DEBUG"}               | 400
            waybill           | {"level":"LOUD"}                | 400
            waybill           | {"level":"INFO","for":"P2D"}    | 400
            waybill           | {"level":"INFO","for":"PT1S"}   | 200
            """)
    void a_logger_says_what_it_may_for_as_long_as_it_may(String name, String body, int status) {
        assertThat(SHOP.api().put("/loggers/" + name, body).status()).isEqualTo(status);
    }

    @Test
    void the_contract_is_served_as_it_is_written() {
        Reply reply = SHOP.get("/openapi.yaml");
        assertThat(reply.header("Content-Type")).startsWith("application/yaml");
        assertThat(reply.body()).isEqualTo(new String(ContractFiles.openApi(), StandardCharsets.UTF_8));
    }

    @Test
    void the_documentation_shows_every_operation() {
        Reply reply = SHOP.get("/docs");
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(reply.body())
                .contains("/orders", "/inventory/reserve", "/payments/authorize", "/events", "/sandbox/transactions");
    }

    /** Every slug that the contract can answer with. */
    static List<String> slugs() {
        String contract = new String(ContractFiles.openApi(), StandardCharsets.UTF_8);
        TreeSet<String> slugs = new TreeSet<>();
        Pattern.compile("code: \\{const: ([A-Z_]+)}")
                .matcher(contract)
                .results()
                .forEach(code -> slugs.add(slug(code.group(1))));
        slugs.addAll(List.of("internal-error", "chaos-injected"));
        Pattern.compile("type: /problems/([a-z-]+)").matcher(contract).results().forEach(it -> slugs.add(it.group(1)));
        ProblemTypes.all().forEach(type -> slugs.add(type.slug()));
        return List.copyOf(slugs);
    }

    private static String slug(String code) {
        return code.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void every_type_of_problem_has_a_page(String slug) {
        Reply page = SHOP.get("/problems/" + slug);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body()).contains(slug, ProblemTypes.of(slug).title().replace("'", "&#39;"));
    }

    @Test
    void a_type_of_problem_that_does_not_exist_has_no_page() {
        assertThat(SHOP.get("/problems/bad-luck").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/order", "/orders/", "/inventory", "/payments/1/2", "/../etc/passwd", "/favicon.ico"})
    void where_nothing_is_nothing_is_found(String target) {
        HttpResponse<String> reply = SHOP.bare("GET", target);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(404);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Plain.read(reply.body()).get("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(Plain.read(reply.body()).get("instance").asText()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /orders, 'GET, HEAD, POST'",
        "PUT, /orders, 'GET, HEAD, POST'",
        "GET, /orders/ord_01kantm5x9f3sb2q7h6m0r4d8e/process, POST",
        "POST, /orders/ord_01kantm5x9f3sb2q7h6m0r4d8e, 'DELETE, GET, HEAD, PUT'",
        "POST, /inventory/check, 'GET, HEAD'",
        "GET, /inventory/reserve, POST",
        "POST, /payments, 'GET, HEAD'",
        "POST, /health, 'GET, HEAD'",
        "POST, /metrics, 'GET, HEAD'",
        "POST, /events, 'GET, HEAD'",
        "GET, /payments/authorize, 'POST'"
    })
    void a_method_that_a_path_does_not_have_is_told_which_it_has(String method, String path, String allowed) {
        Reply reply = switch (method) {
            case "GET" -> SHOP.get(path);
            case "PUT" -> SHOP.api().put(path, "{}");
            case "DELETE" -> SHOP.api().delete(path);
            default -> SHOP.post(path, "{}");
        };
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.json().get("code").asText()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void head_answers_like_get_without_the_body() {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        for (String target : List.of("/orders/" + order, "/health", "/inventory/items?limit=1", "/docs")) {
            HttpResponse<String> head = SHOP.bare("HEAD", target);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Length")).isPresent();
        }
        assertThat(SHOP.bare("HEAD", "/orders/" + SHOP.newOrderId()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void every_answer_has_the_headers_that_every_answer_has() {
        for (String target : List.of("/health", "/nothing", "/orders/17", "/metrics", "/docs")) {
            HttpResponse<String> reply = SHOP.bare("GET", target, "X-Request-Id", "request-17");
            assertThat(reply.headers().firstValue("X-Request-Id")).hasValue("request-17");
            assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void the_callers_trace_is_the_problems_trace() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Reply reply = SHOP.get("/orders/17", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        assertThat(reply.json().get("traceId").asText()).isEqualTo(trace);
    }

    @Test
    void what_the_edge_refuses_is_in_the_contract() {
        String basket = Basket.of("TEA", 1).json();
        assertThat(SHOP.post("/orders", basket, "Content-Type", "text/plain").status())
                .isEqualTo(415);
        assertThat(SHOP.post("/orders", basket, "Accept", "application/xml").status())
                .isEqualTo(406);
        assertThat(SHOP.post("/orders", " ".repeat(256 * 1024) + basket).status())
                .isEqualTo(413);
        assertThat(SHOP.get("/inventory/check?items=" + "A".repeat(9000)).status())
                .isEqualTo(414);
        assertThat(SHOP.get("/health", "X-Long", "x".repeat(17_000)).status()).isEqualTo(431);
        assertThat(SHOP.get("/orders/ord_01kantm5x9f3sb2q7h6m0r4d8e?asof=now").status())
                .isEqualTo(400);
    }
}
