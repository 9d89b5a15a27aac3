package waybill.server.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Fills a running Waybill with a catalog, stock and some orders, through its public API. Every write has a fixed key,
 * so that a second call (within the day for which keys are kept) changes nothing.
 */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROW = "%-32s %-8s %-32s %s%n";

    private final URI base;
    private final PrintStream out;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    private Demo(URI base, PrintStream out, HttpClient http) {
        this.base = base;
        this.out = out;
        this.http = http;
    }

    /**
     * Loads the demonstration into the server at this address and tells what it did in a short table.
     *
     * @return whether every answer was the one it should be
     * @throws UncheckedIOException if the server cannot be reached
     */
    public static boolean load(URI base, PrintStream out) {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            Demo demo = new Demo(base, out, http);
            return demo.receiveStock() && demo.placeOrders();
        }
    }

    private boolean receiveStock() {
        int arrived = 0;
        int wereThere = 0;
        for (Goods goods : Goods.catalog()) {
            HttpResponse<String> answer = post("/inventory/receive", "demo-stock-" + goods.id(), goods.json());
            if (answer.statusCode() / 100 != 2) {
                out.printf("Receiving %s was answered %d: %s%n", goods.id(), answer.statusCode(), answer.body());
                return false;
            }
            if (replayed(answer)) {
                wereThere++;
            } else {
                arrived++;
            }
        }
        out.printf("Stock of %d products received; %d were there already.%n%n", arrived, wereThere);
        return true;
    }

    private boolean placeOrders() {
        boolean asExpected = true;
        out.printf(ROW, "Order", "Answer", "Id", "What became of it");
        for (DemoOrder order : DemoOrder.all()) {
            HttpResponse<String> answer = post("/orders", order.key(), order.json());
            boolean good = answer.statusCode() == order.outcome();
            asExpected &= good;
            out.printf(ROW, order.story(), answer.statusCode(), id(answer), outcome(answer, good));
        }
        out.printf("%nFollow one of them: curl %s%n", base.resolve("/orders/") + "<id>/events");
        return asExpected;
    }

    private String id(HttpResponse<String> answer) {
        JsonNode body = read(answer);
        return body.path("id").asText(body.path("orderId").asText("(no order)"));
    }

    private String outcome(HttpResponse<String> answer, boolean good) {
        JsonNode body = read(answer);
        String what = body.path("error").asText(body.path("status").asText());
        return what
                + (replayed(answer) ? " (the same answer as before)" : "")
                + (good ? "" : " (not what this order should show)");
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The server's answer is not JSON: " + answer.body(), e);
        }
    }

    private static boolean replayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotent-Replayed").isPresent();
    }

    private HttpResponse<String> post(String path, String key, String body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=15")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("The server at " + base + " does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while loading the demonstration", e);
        }
    }
}
