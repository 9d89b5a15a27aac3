package waybill.server.chaos;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Pace;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Result;
import waybill.engine.core.resilience.Retries;
import waybill.engine.http.client.Ask;
import waybill.engine.http.client.Reply;
import waybill.engine.http.client.ServiceClient;

/**
 * Customers who ask through our own client, a crowd of them at a time. The client repeats by itself as it repeats
 * everything; when it gives up, its customer asks once more, under the same key.
 */
final class Buyers implements AutoCloseable {
    private static final int AT_A_TIME = 128;
    private static final int ASKED_MAX = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Policy POLICY = new Policy(
            "shop",
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            2 * AT_A_TIME,
            Retries.usual(),
            // A shop with as much traffic as this one does not judge by five calls.
            new Policy.BreakerRules(100, Duration.ofSeconds(10)));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ServiceClient client;
    private final AtomicInteger givenUp = new AtomicInteger();
    private final Map<Purchase, Reply> told = new ConcurrentHashMap<>();
    private final Map<Purchase, Reply> shipped = new ConcurrentHashMap<>();

    Buyers(URI shop) {
        this.client = new ServiceClient(new ServiceClient.Address(shop, null), new Guarded(POLICY, meters), meters);
    }

    /** All of them buy; what one of them cannot get an answer to, this throws. */
    void buy(List<Purchase> purchases) {
        ConcurrentLinkedQueue<Purchase> waiting = new ConcurrentLinkedQueue<>(purchases);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = IntStream.range(0, AT_A_TIME)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> buyAll(waiting), threads))
                    .toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
    }

    private void buyAll(ConcurrentLinkedQueue<Purchase> waiting) {
        for (Purchase next = waiting.poll(); next != null; next = waiting.poll()) {
            buy(next);
        }
    }

    private void buy(Purchase purchase) {
        Reply reply = answered(Ask.post("/orders", order(purchase)).withKey(purchase.key()));
        told.put(purchase, reply);
        if (purchase.isShipped() && reply.status() == 201) {
            shipped.put(purchase, ship(purchase, reply));
        }
    }

    private Reply ship(Purchase purchase, Reply confirmed) {
        String order = confirmed.body().path("id").asText();
        Map<String, String> parcel = Map.of("carrier", "DHL", "trackingNumber", "parcel-" + purchase.number());
        return answered(Ask.post("/orders/" + order + "/fulfill", parcel).withKey(purchase.shippingKey()));
    }

    /** Asks under the same key until there is an answer that says what became of it. */
    Reply answered(Ask ask) {
        @Nullable Result<Reply> last = null;
        for (int i = 0; i < ASKED_MAX; i++) {
            last = asked(ask);
            if (last instanceof Result.Answered<Reply>(Reply reply) && isAnAnswer(reply)) {
                return reply;
            }
            givenUp.incrementAndGet();
        }
        throw new AssertionError("no answer to " + ask.path() + " " + ask.headers() + ", at last: " + last);
    }

    /** A refusal that says when to come back is none. */
    private static boolean isAnAnswer(Reply reply) {
        return reply.isSuccess() || (reply.status() < 500 && reply.retryAfter() == null);
    }

    /** While the client's breaker is open its customer waits. */
    private Result<Reply> asked(Ask ask) {
        try {
            Result<Reply> result = client.ask(ask);
            if (result instanceof Result.Refused<Reply>(Duration again)) {
                Pace.REAL.pause(again);
            }
            return result;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", interrupted);
        }
    }

    private static Map<String, Object> order(Purchase purchase) {
        return Map.of(
                "customer",
                Map.of("id", purchase.customer(), "name", "Ada", "email", "ada@example.com"),
                "currency",
                "EUR",
                "items",
                List.of(Map.of(
                        "productId",
                        purchase.product(),
                        "name",
                        "T-shirt",
                        "quantity",
                        purchase.quantity(),
                        "price",
                        "10.99")),
                "shippingAddress",
                Map.of("street", "1 Main St", "city", "Berlin", "zip", "10115", "country", "DE"),
                "payment",
                Map.of("method", "card", "token", purchase.token()));
    }

    /** What each was told about its order. */
    Map<Purchase, Reply> told() {
        return told;
    }

    /** What was told about shipments. */
    Map<Purchase, Reply> shipped() {
        return shipped;
    }

    /** Who knows nothing yet. */
    List<Purchase> toldToWait() {
        return told.entrySet().stream()
                .filter(entry -> entry.getValue().status() == 202)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many were told what, by status. */
    Map<Integer, Integer> statuses() {
        Map<Integer, Integer> counted = new TreeMap<>();
        told.values().forEach(reply -> counted.merge(reply.status(), 1, Integer::sum));
        return counted;
    }

    /** How often the client gave up and its customer had to ask once more. */
    int givenUp() {
        return givenUp.get();
    }

    /** How often the client asked again by itself. */
    double retries() {
        return meters.find("retry.count").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        client.close();
    }
}
