package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.server.Basket;
import waybill.server.Waybill;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/** Replicas come and go while customers order, and nobody notices. */
class RollingRestartTest {
    private static final int CUSTOMERS = 6;
    private static final int STOCK = 100_000;

    @TempDir
    private Path folder = Path.of("");

    /** Those to which a load balancer sends requests. */
    private final List<Waybill> ready = new CopyOnWriteArrayList<>();

    private final Map<URI, ApiClient> clients = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        clients.values().forEach(ApiClient::close);
        ready.forEach(Waybill::close);
    }

    private ApiClient api(Waybill process) {
        return clients.computeIfAbsent(process.address(), address -> ApiClient.at(address.getPort()));
    }

    private ApiClient anyReady() {
        List<Waybill> now = List.copyOf(ready);
        return api(now.get(ThreadLocalRandom.current().nextInt(now.size())));
    }

    @Test
    void three_replicas_that_start_at_once_on_empty_databases_all_start() {
        Processes processes = new Processes(folder);
        Crowd.of(3, _ -> ready.add(processes.start()));

        assertThat(ready).hasSize(3);
        receive("MUG", 5);
        for (Waybill process : ready) {
            assertThat(order(api(process), "MUG").status()).isEqualTo(201);
        }
    }

    @Test
    void a_rolling_restart_of_every_replica_under_load_fails_no_request() {
        Processes processes = new Processes(folder);
        for (int i = 0; i < 3; i++) {
            ready.add(processes.start());
        }
        receive("SHIRT", STOCK);
        AtomicBoolean open = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> customers = new ArrayList<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                customers.add(CompletableFuture.runAsync(() -> orderWhile(open), threads));
            }
            for (int i = 0; i < 3; i++) {
                restart(processes);
            }
            open.set(false);
            CompletableFuture.allOf(customers.toArray(CompletableFuture[]::new)).join();
        }

        assertThat(replies).extracting(Reply::status).doesNotContainNull().isSubsetOf(201, 202);
        assertThat(replies).hasSizeGreaterThan(3 * CUSTOMERS);
        assertEverythingIsDoneOnce();
    }

    private void restart(Processes processes) {
        int before = replies.size();
        Eventually.holds(() -> assertThat(replies).hasSizeGreaterThan(before + CUSTOMERS));
        Waybill old = ready.removeFirst();
        old.close();
        ready.add(processes.start());
    }

    private void orderWhile(AtomicBoolean open) {
        while (open.get()) {
            replies.add(order(anyReady(), "SHIRT"));
        }
    }

    private static Reply order(ApiClient api, String product) {
        return api.post(
                "/orders", Basket.of(product, 1).json(), "Idempotency-Key", Replicas.newKey(), "Prefer", "wait=30");
    }

    private void receive(String product, int units) {
        assertThat(anyReady()
                        .post(
                                "/inventory/receive",
                                "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, units),
                                "Idempotency-Key",
                                Replicas.newKey())
                        .status())
                .isEqualTo(200);
    }

    /** Each order is confirmed, has its unit, and is paid by one call of the gateway. */
    private void assertEverythingIsDoneOnce() {
        List<String> orders =
                replies.stream().map(reply -> reply.json().get("id").asText()).toList();
        assertThat(orders).doesNotHaveDuplicates();
        for (String order : orders) {
            Eventually.holds(() -> assertThat(anyReady()
                            .get("/orders/" + order)
                            .json()
                            .get("status")
                            .asText())
                    .as(order)
                    .isEqualTo("CONFIRMED"));
            JsonNode payments =
                    anyReady().get("/payments?orderId=" + order).json().get("data");
            assertThat(payments).hasSize(1);
            assertThat(payments.at("/0/transactions")).hasSize(1);
        }
        Eventually.holds(() -> assertThat(
                        anyReady().get("/inventory/items/SHIRT").body())
                .contains("\"available\":%d,\"held\":0,\"committed\":%d"
                        .formatted(STOCK - orders.size(), orders.size())));
    }
}
