package waybill.server.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");

    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void the_catalog_is_two_hundred_products_with_ids_the_api_takes() {
        assertThat(Goods.catalog())
                .hasSize(200)
                .extracting(Goods::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"));
    }

    @Test
    void every_order_is_for_products_of_the_catalog() {
        Set<String> known = Goods.catalog().stream().map(Goods::id).collect(Collectors.toSet());
        assertThat(DemoOrder.all())
                .flatExtracting(DemoOrder::items)
                .extracting(DemoOrder.Item::product)
                .isSubsetOf(known);
    }

    @Test
    void the_second_time_repeats_the_keys_of_the_first() {
        assertThat(load()).as(printed.toString(UTF_8)).isTrue();
        int keys = bodies.size();
        assertThat(keys).isEqualTo(200 + DemoOrder.all().size() - 1);
        assertThat(load()).isTrue();
        assertThat(bodies).hasSize(keys);
        assertThat(printed.toString(UTF_8)).contains("0 products received; 200 were there already");
    }

    private boolean load() {
        printed.reset();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return Demo.load(base, new PrintStream(printed, true, UTF_8));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String before = bodies.put(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
            if (before != null) {
                assertThat(body).isEqualTo(before);
                exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
            }
            byte[] answer = "{\"id\":\"ord_1\",\"status\":\"…\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status(body), answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static int status(String body) {
        if (body.contains("\"quantity\":500,")) {
            return 409;
        }
        var token = TOKEN.matcher(body);
        return switch (token.find() ? token.group(1) : "") {
            case "tok_declined", "tok_insufficient_funds" -> 402;
            case "tok_unavailable" -> 503;
            default -> 201;
        };
    }
}
