package waybill.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A customer's and a shopkeeper's view of a running Waybill: its public API and nothing else. */
final class Shop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI base;
    private final UnaryOperator<URI> way;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Shop(URI base) {
        this(base, UnaryOperator.identity());
    }

    /**
     * A shop some of whose addresses are elsewhere.
     *
     * @param way where to go for what
     */
    Shop(URI base, UnaryOperator<URI> way) {
        this.base = base;
        this.way = way;
    }

    /** Where it listens. */
    int port() {
        return base.getPort();
    }

    /** What it is asked by. */
    URI base() {
        return base;
    }

    /** Whether the process at this port, whichever it is, wants requests. */
    boolean isReady(int port) {
        URI address = URI.create("http://127.0.0.1:" + port + "/health/ready");
        try {
            return send(HttpRequest.newBuilder(address).GET()).status() == 200;
        } catch (UncheckedIOException notThere) {
            return false;
        }
    }

    /** The stock of one product as inventory shows it. */
    record Stock(long onHand, long available, long held, long committed) {}

    Answer get(String path) {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    /** Posts with a new idempotency key. */
    Answer post(String path, String json) {
        return post(path, json, "Idempotency-Key", newKey());
    }

    /** Posts with these headers: name, value, name, value. */
    Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer put(String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Deletes, and waits for the outcome however slow this machine is. */
    Answer delete(String path) {
        return send(HttpRequest.newBuilder(at(path)).header("Prefer", "wait=20").DELETE());
    }

    /** Places an order with a new idempotency key and waits for its outcome, however slow this machine is. */
    Answer place(OrderForm order) {
        return place(order, newKey());
    }

    Answer place(OrderForm order, String key) {
        return post("/orders", order.json(), "Idempotency-Key", key, "Prefer", "wait=20");
    }

    Answer order(String id) {
        return get("/orders/" + id).expect(200);
    }

    /** The types of an order's events, oldest first. */
    List<String> eventTypes(String order) {
        return get("/orders/" + order + "/events").expect(200).members("/data", "type");
    }

    void receive(String product, int quantity) {
        Answer answer =
                post("/inventory/receive", "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, quantity));
        answer.expect(200);
    }

    Stock stock(String product) {
        JsonNode item = get("/inventory/items/" + product).expect(200).json();
        return new Stock(
                item.path("onHand").asLong(-1),
                item.path("available").asLong(-1),
                item.path("held").asLong(-1),
                item.path("committed").asLong(-1));
    }

    /** Every event of a service's feed, page by page. */
    List<JsonNode> feed(String service, int pageSize) {
        return pages("/events?service=" + service + "&limit=" + pageSize, "after");
    }

    /** The gateway's own ledger: what it really charged. */
    List<JsonNode> ledger() {
        return pages("/sandbox/transactions?limit=200", "cursor");
    }

    private List<JsonNode> pages(String path, String cursor) {
        List<JsonNode> all = new ArrayList<>();
        String from = "";
        while (true) {
            JsonNode page = get(path + from).expect(200).json();
            page.path("data").forEach(all::add);
            if (!page.at("/page/hasMore").asBoolean()) {
                return all;
            }
            from = "&" + cursor + "=" + page.at("/page/nextCursor").asText();
        }
    }

    private URI at(String path) {
        return way.apply(base.resolve(path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
