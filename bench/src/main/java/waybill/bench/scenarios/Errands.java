package waybill.bench.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import waybill.bench.host.ServerFailed;

/** What has to be done or known before and after a load, one request at a time. */
final class Errands {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDERS_MADE = "orders_total{status=\"PENDING\"}";

    private final InetSocketAddress server;

    Errands(InetSocketAddress server) {
        this.server = server;
    }

    /** Stops the bench with this sentence if it is not so. */
    static void check(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new ServerFailed(otherwise);
        }
    }

    /** Where the order service's feed ends now. */
    String endOfFeed() {
        return json(get("/events?after=end&limit=1")).at("/page/nextCursor").asText();
    }

    /** Receives so many pieces of a product. */
    void receive(String product, int pieces, String key) {
        String body = "{\"productId\":\"" + product + "\",\"quantity\":" + pieces + "}";
        ask(request("/inventory/receive")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key + "-receive")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The stock of a product as soon as it looks like this, or as it is when that takes too long. */
    JsonNode stockOnce(String product, Predicate<JsonNode> settled, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        JsonNode stock = json(get("/inventory/items/" + product));
        while (!settled.test(stock) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            stock = json(get("/inventory/items/" + product));
        }
        return stock;
    }

    /** How many orders the server has made since it was started. */
    long ordersMade() {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(ORDERS_MADE))
                .mapToLong(line -> (long)
                        Double.parseDouble(line.substring(ORDERS_MADE.length()).strip()))
                .findFirst()
                .orElse(0);
    }

    private String get(String path) {
        return ask(request(path));
    }

    private HttpRequest.Builder request(String path) {
        URI uri = URI.create("http://" + server.getHostString() + ":" + server.getPort() + path);
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    private static String ask(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            check(
                    answer.statusCode() / 100 == 2,
                    request.method() + " " + request.uri().getPath() + " was answered " + answer.statusCode() + ": "
                            + answer.body());
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The server cannot be asked for " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while asking for " + request.uri());
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
