package waybill.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.http.Route;
import waybill.engine.http.Routes;
import waybill.engine.http.pages.Health;
import waybill.engine.http.pages.Metrics;
import waybill.engine.http.server.HttpLimits;
import waybill.engine.http.server.HttpServer;
import waybill.engine.http.server.HttpSettings;
import waybill.engine.postgres.DatabaseAddress;
import waybill.kernel.OrderId;
import waybill.order.service.Payments;
import waybill.order.service.StockCheck;
import waybill.server.access.Doors;
import waybill.server.neighbours.Neighbours;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/**
 * The three services on fresh databases, behind a real HTTP server; what is said to them is held against the contract.
 */
public final class RunningShop implements AutoCloseable {
    private final Metrics metrics;
    private final Services services;
    private final HttpServer http;
    private final ApiClient api;
    private final HttpClient bare = HttpClient.newHttpClient();
    private final AtomicInteger names = new AtomicInteger();
    private final FreshStorage storage;
    private final List<Routes> routes;
    private final Doors doors;

    /**
     * As usual; but the gateway is called once, and no breaker opens, so that what one test's token fails at is told at
     * once and is no other test's business. A slow look at the stock is waited for: on a busy machine, an order
     * accepted without one would have another history.
     */
    private static Settings settings() {
        return Settings.read(
                null,
                Map.of(
                        "WAYBILL_RETRY_SCHEDULE", "none",
                        "WAYBILL_RESILIENCE_GATEWAY_MINIMUM_CALLS", "1000000",
                        "WAYBILL_RESILIENCE_INVENTORY_TIMEOUT", "PT10S",
                        "WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S"));
    }

    public RunningShop() {
        this(settings());
    }

    /** The services with other settings. */
    public RunningShop(Settings settings) {
        this(settings, _ -> (_, handler) -> handler);
    }

    /** A shop with other patience. */
    public RunningShop(HttpLimits limits) {
        this(
                new Part(Role.all(), settings(), new FreshStorage(), limits),
                _ -> (_, handler) -> handler,
                UnaryOperator.identity());
    }

    /** A shop in test mode whose money is moved by a till. */
    public RunningShop(Payments till) {
        this(settings().withTestMode(), _ -> (_, handler) -> handler, near -> near.withPayments(till));
    }

    /** A shop in which stock is looked at like this. */
    public RunningShop(StockCheck stock) {
        this(settings(), stock);
    }

    /** The same with other settings. */
    public RunningShop(Settings settings, StockCheck stock) {
        this(settings, _ -> (_, handler) -> handler, near -> near.withStock(stock));
    }

    /** A shop with other settings and something around its handlers. */
    public RunningShop(Settings settings, Function<MeterRegistry, Routes.Wrapper> around) {
        this(settings, around, UnaryOperator.identity());
    }

    private RunningShop(
            Settings settings, Function<MeterRegistry, Routes.Wrapper> around, UnaryOperator<Neighbours> neighbours) {
        this(new Part(Role.all(), settings, new FreshStorage(), HttpLimits.standard()), around, neighbours);
    }

    private record Part(Set<Role> roles, Settings settings, FreshStorage storage, HttpLimits limits) {}

    /** A process with these roles only, on storage that others may share. */
    public static RunningShop of(Set<Role> roles, Settings settings, FreshStorage storage) {
        return new RunningShop(
                new Part(roles, settings, storage, HttpLimits.standard()),
                _ -> (_, handler) -> handler,
                UnaryOperator.identity());
    }

    private RunningShop(
            Part part, Function<MeterRegistry, Routes.Wrapper> around, UnaryOperator<Neighbours> neighbours) {
        this.storage = part.storage();
        boolean traced = part.settings().observation().traces().isPresent();
        this.metrics = traced ? Metrics.withExamples() : new Metrics();
        this.services = new Services(part.roles(), storage, part.settings(), metrics.registry(), neighbours);
        Health health = services.health();
        Routes.Wrapper wrapper = around.apply(metrics.registry());
        this.routes = services.routes(health, metrics.registry()).stream()
                .map(some -> some.wrapped(wrapper))
                .toList();
        this.doors = new Doors(part.settings().access(), services.apiKeys());
        HttpSettings edge = HttpSettings.of("127.0.0.1", 0, doors.before(routes))
                .withFaults(new EngineFaults())
                .tracedBy(services.tracing())
                .withLimits(part.limits());
        this.http = HttpServer.start(edge, metrics.registry());
        health.started();
        this.api = ApiClient.at(http.port());
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.port());
    }

    /** Where it listens. */
    public int port() {
        return http.port();
    }

    /** The services' databases, by name. */
    public Map<String, DatabaseAddress> databases() {
        return storage.databases();
    }

    /** Everything that is served. */
    public List<Route> routes() {
        return routes.stream().flatMap(some -> some.all().stream()).toList();
    }

    /** The keys that let somebody in, where keys are accepted. */
    public ApiKeys apiKeys() {
        return services.apiKeys();
    }

    /** What every exchange goes through. */
    public ApiClient api() {
        return api;
    }

    /** An idempotency key that nobody has used. */
    public String newKey() {
        return "key-" + names.incrementAndGet();
    }

    /** The id of an order that nobody has made. */
    public String newOrderId() {
        return OrderId.of(new java.util.UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + names.incrementAndGet()))
                .value();
    }

    /** A product that nobody has ever received. */
    public String newProduct() {
        return "GOODS-" + names.incrementAndGet();
    }

    /** A new product of which there are so many. */
    public String stocked(int units) {
        String product = newProduct();
        post("/inventory/receive", "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, units));
        return product;
    }

    public Reply get(String target, String... headers) {
        return api.get(target, headers);
    }

    /** POST under a new key. */
    public Reply post(String path, String json, String... headers) {
        return postAs(newKey(), path, json, headers);
    }

    /** POST under this key. */
    public Reply postAs(String key, String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of("Idempotency-Key", key));
        all.addAll(List.of(headers));
        return api.post(path, json, all.toArray(String[]::new));
    }

    /** Places an order under a new key. */
    public Reply place(Basket basket, String... headers) {
        return post("/orders", basket.json(), headers);
    }

    public JsonNode order(String id) {
        return get("/orders/" + id).json();
    }

    /** The stock of a product, as openapi.yaml says it. */
    public String stock(String product) {
        return get("/inventory/items/" + product).body();
    }

    /** The types of an order's events, oldest first. */
    public List<String> story(String order) {
        return get("/orders/" + order + "/events").json().findValuesAsText("type");
    }

    /** Where a service's feed ends now. */
    public String position(String service) {
        String position = "0";
        boolean more = true;
        while (more) {
            JsonNode page = get("/events?limit=200&service=" + service + "&after=" + position)
                    .json()
                    .get("page");
            position = page.get("nextCursor").asText();
            more = page.get("hasMore").asBoolean();
        }
        return position;
    }

    /** A service's events after a position, up to 200. */
    public List<JsonNode> feed(String service, String after) {
        List<JsonNode> events = new ArrayList<>();
        get("/events?limit=200&service=" + service + "&after=" + after)
                .json()
                .get("data")
                .forEach(events::add);
        return events;
    }

    /** Asks to be told events, with these headers. */
    public Listening listen(String target, String... headers) {
        return Listening.to(bare, URI.create("http://127.0.0.1:" + http.port() + target), headers);
    }

    /** Says what the contract has no words for. */
    public HttpResponse<String> bare(String method, String target, String... headers) {
        return bare(method, target, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Says in JSON what the contract has no words for. */
    public HttpResponse<String> bareJson(String method, String target, String json) {
        return bare(method, target, HttpRequest.BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    private HttpResponse<String> bare(String method, String target, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + target))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return bare.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        bare.close();
        api.close();
        http.close();
        services.close();
        doors.close();
        metrics.close();
    }
}
