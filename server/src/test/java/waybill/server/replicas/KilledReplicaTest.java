package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.server.Basket;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/** A replica is killed (kill -9) in the middle of load; whoever asked it asks another one, under the same key. */
class KilledReplicaTest {
    private static final int CUSTOMERS = 12;
    private static final int STOCK = 100_000;
    private static final int AFTER = 60;

    @TempDir
    private Path folder = Path.of("");

    private final List<Processes.Child> alive = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();

    @AfterEach
    void close() {
        alive.forEach(Processes.Child::close);
    }

    private ApiClient any() {
        List<Processes.Child> now = List.copyOf(alive);
        return now.get(Math.floorMod(turns.incrementAndGet(), now.size())).api();
    }

    @Test
    void a_replica_killed_under_load_loses_nothing_and_doubles_nothing() {
        Processes processes = new Processes(folder);
        for (int i = 0; i < 2; i++) {
            alive.add(processes.child());
        }
        assertThat(any().post(
                                "/inventory/receive",
                                "{\"productId\":\"SHIRT\",\"quantity\":%d}".formatted(STOCK),
                                "Idempotency-Key",
                                Replicas.newKey())
                        .status())
                .isEqualTo(200);
        AtomicBoolean open = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> customers = new ArrayList<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                customers.add(CompletableFuture.runAsync(() -> orderWhile(open), threads));
            }
            awaitMore(AFTER);
            Processes.Child killed = alive.removeFirst();
            killed.kill();
            assertThat(processes.found(Duration.ofSeconds(1)))
                    .as("right after the death")
                    .isEmpty();
            awaitMore(AFTER);
            open.set(false);
            CompletableFuture.allOf(customers.toArray(CompletableFuture[]::new)).join();
        }

        assertThat(cutOff.get()).as("requests that were cut off").isPositive();
        assertEverythingIsDoneOnce();
        alive.forEach(Processes.Child::kill);
        assertThat(processes.found(Duration.ZERO)).as("after everybody's death").isEmpty();
    }

    private void awaitMore(int orders) {
        int before = replies.size();
        Eventually.holds(() -> assertThat(replies).hasSizeGreaterThan(before + orders));
    }

    private void orderWhile(AtomicBoolean open) {
        while (open.get()) {
            replies.add(confirmed(Replicas.newKey()));
        }
    }

    /** Asks until the order is confirmed: a payment whose call was cut off is begun anew by the same request. */
    private Reply confirmed(String key) {
        while (true) {
            try {
                Reply reply = any().post(
                                "/orders", Basket.of("SHIRT", 1).json(), "Idempotency-Key", key, "Prefer", "wait=30");
                if (reply.status() == 201) {
                    return reply;
                }
                assertThat(reply.status()).as(reply.body()).isIn(202, 503);
            } catch (UncheckedIOException gone) {
                cutOff.incrementAndGet();
            }
        }
    }

    private void assertEverythingIsDoneOnce() {
        List<String> orders =
                replies.stream().map(reply -> reply.json().get("id").asText()).toList();
        assertThat(orders).doesNotHaveDuplicates();
        int created = 0;
        int charged = 0;
        String after = "0";
        boolean more = true;
        while (more) {
            JsonNode page =
                    any().get("/events?limit=200&service=order&after=" + after).json();
            created += (int) page.get("data").findValuesAsText("type").stream()
                    .filter("order.created.v1"::equals)
                    .count();
            after = page.at("/page/nextCursor").asText();
            more = page.at("/page/hasMore").asBoolean();
        }
        for (String order : orders) {
            JsonNode payments = any().get("/payments?orderId=" + order).json().get("data");
            charged += (int) payments.findValuesAsText("status").stream()
                    .filter("AUTHORIZED"::equals)
                    .count();
        }
        assertThat(created).isEqualTo(orders.size());
        assertThat(charged).isEqualTo(orders.size());
        Eventually.holds(() -> assertThat(any().get("/inventory/items/SHIRT").body())
                .contains("\"available\":%d,\"held\":0,\"committed\":%d"
                        .formatted(STOCK - orders.size(), orders.size())));
    }
}
