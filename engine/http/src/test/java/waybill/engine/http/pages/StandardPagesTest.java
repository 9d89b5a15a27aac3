package waybill.engine.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.engine.http.ProblemTypes;
import waybill.engine.http.ProblemTypes.ProblemType;
import waybill.engine.http.server.HttpServer;
import waybill.engine.http.server.HttpSettings;

/** The pages that every process has, as a browser or a scraper gets them. */
class StandardPagesTest {
    private static final String CONTRACT = """
            {"openapi":"3.1.0","info":{"title":"Shop <b>","version":"1.2.3","description":"Sells **things**.\\n\\n- one\\n- `two`"},
             "tags":[{"name":"Orders","description":"All about orders."}],
             "paths":{"/orders/{id}":{"parameters":[{"$ref":"#/components/parameters/Id"}],
              "get":{"tags":["Orders"],"operationId":"getOrder","summary":"One <script>alert(1)</script> order",
               "responses":{"200":{"description":"It is here","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Order"}}}}}},
              "post":{"tags":["Orders"],"operationId":"createOrder","requestBody":{"content":{"application/json":{"example":{"a":1}}}},
               "responses":{"201":{"description":"Made"}}}}},
             "components":{"parameters":{"Id":{"name":"id","in":"path","required":true,"schema":{"type":"string","pattern":"^ord_"}}},
              "schemas":{"Order":{"type":"object","required":["id"],"properties":{
               "id":{"type":"string","description":"Its name"},
               "status":{"type":"string","enum":["PENDING","PLACED"]},
               "lines":{"type":"array","maxItems":100,"items":{"type":"object","properties":{"quantity":{"type":"integer","minimum":1}}}},
               "note":{"type":["string","null"],"maxLength":256}}}}}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private final Health health = new Health().service("order").service("payment");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        JsonNode contract = new ObjectMapper().readTree(CONTRACT);
        byte[] yaml = "openapi: 3.1.0\n".getBytes(StandardCharsets.UTF_8);
        HttpSettings settings = HttpSettings.of(
                "127.0.0.1", 0, List.of(StandardPages.routes(health, metrics.registry(), yaml, contract)));
        server = HttpServer.start(settings, metrics.registry());
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
        client.close();
    }

    @Test
    void health_is_up_when_every_check_is() throws Exception {
        health.check("order", "database", () -> true);
        HttpResponse<String> reply = get("/health");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"status\":\"UP\",\"services\":{\"order\":\"UP\",\"payment\":\"UP\"},"
                        + "\"checks\":[{\"service\":\"order\",\"name\":\"database\",\"status\":\"UP\"}]}");
    }

    @Test
    void a_check_that_fails_throws_or_hangs_is_down_and_named() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        health.check("order", "database", () -> false)
                .check("payment", "gateway", () -> {
                    throw new IOException("select * from secrets");
                })
                .check("payment", "disk", () -> {
                    never.await();
                    return true;
                });
        HttpResponse<String> reply = get("/health");
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body())
                .contains("\"status\":\"DOWN\",\"services\":{\"order\":\"DOWN\",\"payment\":\"DOWN\"}")
                .contains("{\"service\":\"payment\",\"name\":\"disk\",\"status\":\"DOWN\"}")
                .doesNotContain("secrets");
    }

    @Test
    void a_process_lives_whatever_its_checks_say_and_is_ready_between_start_and_stop() throws Exception {
        health.check("order", "database", () -> false);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        Health well = new Health().service("order");
        assertThat(well.isReady()).isFalse();
        well.started();
        assertThat(well.isReady()).isTrue();
        well.stopping();
        assertThat(well.isReady()).isFalse();
    }

    @Test
    void ready_when_started_and_well() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        health.started();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        health.stopping();
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void metrics_tell_about_the_jvm_and_the_requests() throws Exception {
        get("/health/live");
        HttpResponse<String> reply = get("/metrics");
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(reply.body())
                .contains("jvm_memory_used_bytes{", "jvm_threads_live_threads", "jvm_classes_loaded_classes")
                .contains("process_uptime_seconds", "system_cpu_count", "jvm_gc_", "process_files_open_files")
                .contains(
                        "http_server_requests_seconds_bucket{method=\"GET\",route=\"/health/live\",status=\"200\",le=\"0.005\"}")
                .contains("http_server_requests_seconds_count{method=\"GET\",route=\"/health/live\",status=\"200\"} 1");
    }

    @Test
    void the_contract_is_served_as_it_is_written() throws Exception {
        HttpResponse<String> reply = get("/openapi.yaml");
        assertThat(reply.body()).isEqualTo("openapi: 3.1.0\n");
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/yaml");
    }

    @Test
    void the_documentation_shows_every_operation_and_runs_nothing_foreign() throws Exception {
        HttpResponse<String> reply = get("/docs");
        assertThat(reply.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "style-src 'sha256-", "script-src 'sha256-")
                        .doesNotContain("unsafe", "http", "self"));
        assertThat(reply.body())
                .contains("Shop &lt;b&gt;", "Version 1.2.3", "<strong>things</strong>", "<li><code>two</code></li>")
                .contains("id=\"op-getOrder\"", "id=\"op-createOrder\"", "id=\"schema-Order\"", "All about orders.")
                .contains(
                        "One &lt;script&gt;alert(1)&lt;/script&gt; order", "href=\"#schema-Order\"", "lines[].quantity")
                .contains(
                        "string or null",
                        "≥ 1",
                        "<code>PENDING</code>",
                        "-d &#39;{&quot;a&quot;:1}&#39;",
                        "insufficient-stock")
                .doesNotContain("<script>alert", "style=", "onclick", "src=", "//cdn");
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_type_of_problem_has_a_page(ProblemType type) throws Exception {
        HttpResponse<String> reply = get("/problems/" + type.slug());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(reply.body())
                .contains(String.valueOf(type.status()), Html.escaped(type.title()), Html.escaped(type.explanation()));
    }

    @Test
    void a_type_nobody_knows_has_none() throws Exception {
        assertThat(get("/problems/none").statusCode()).isEqualTo(404);
    }

    static List<ProblemType> types() {
        return List.copyOf(ProblemTypes.all());
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
