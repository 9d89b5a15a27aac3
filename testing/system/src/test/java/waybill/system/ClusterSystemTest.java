package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import waybill.system.program.ClusterProcesses;

/**
 * {@code waybill cluster}, started once: what its gateway lets through, and what becomes of orders when processes die.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(400)
class ClusterSystemTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(90);
    private static final int CUSTOMERS = 4;
    private static final List<String> SERVICES = List.of("order", "inventory", "payment");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final DataDirectory directory = new DataDirectory();
    private final ClusterProcesses processes =
            new ClusterProcesses(directory.path().resolve("data"));
    private final Rush rush = new Rush();
    private final Audit audit = new Audit();
    private final RunningWaybill waybill = RunningWaybill.startCluster(processes.data(), RunningWaybill.freePort());

    @BeforeAll
    void fill_the_shelves() {
        System.out.println("What is ordered is chosen by -Dseed=" + seed);
        Rush.products().forEach(product -> shop().receive(product, Audit.STOCK));
    }

    @AfterAll
    void nobody_is_left_behind() {
        rush.close();
        waybill.close();
        directory.expectNobodyWithin(SOON);
        directory.close();
    }

    private Shop shop() {
        return waybill.shop();
    }

    @Test
    @Order(1)
    void it_says_who_is_there() {
        assertThat(processes.all())
                .extracting(ClusterProcesses.Member::kind)
                .containsExactlyInAnyOrder(
                        "postgresql",
                        "kafka",
                        "gateway",
                        "order",
                        "order",
                        "inventory",
                        "inventory",
                        "payment",
                        "payment");
        assertThat(processes.all())
                .allSatisfy(member -> assertThat(ProcessHandle.of(member.pid())).isPresent())
                .allSatisfy(member -> assertThat(waybill.lines())
                        .anyMatch(line -> line.contains(member.name()) && line.contains(Long.toString(member.pid()))));
    }

    @Test
    @Order(2)
    void what_is_inside_cannot_be_reached_from_outside() {
        Shop outside = new Shop(shop().base());
        for (String path : List.of(
                "/metrics",
                "/health",
                "/health/ready",
                "/clock",
                "/sandbox/transactions",
                "/orders/../metrics",
                "/orders/%2e%2e/metrics",
                "/orders/..;/metrics",
                "/no/such/place")) {
            outside.get(path).expectProblem(404, "not-found");
        }
        for (String path : List.of(
                "/inventory/reserve",
                "/inventory/release",
                "/payments/authorize",
                "/payments/capture",
                "/payments/void",
                "/payments/refund")) {
            outside.post(path, "{}").expectProblem(404, "not-found");
        }
        outside.close();
    }

    @Test
    @Order(3)
    void every_answer_has_the_id_of_its_request() {
        String body = OrderForm.of("ANY", 0).json();
        Answer refused = shop().post("/orders", body, "X-Request-Id", "mine-1", "Idempotency-Key", "request-id");
        assertThat(refused.expect(400).header("X-Request-Id")).isEqualTo("mine-1");
        assertThat(shop().get("/orders?limit=1").expect(200).header("X-Request-Id"))
                .isNotEmpty();
        Answer own = shop().get("/no/such/place");
        assertThat(own.header("X-Request-Id")).isNotEmpty();
        assertThat(own.member("/error")).isNotEmpty();
    }

    /** Each service and the broker lose a process under load, one after the other. */
    @Test
    @Order(4)
    void what_was_acknowledged_survives_the_death_of_any_process_and_nothing_is_doubled() {
        PatientRush customers = new PatientRush(rush, shop());
        customers.begin(CUSTOMERS, seed);
        List<ClusterProcesses.Member> victims = Stream.of("order-1", "inventory-1", "payment-1", "kafka-1")
                .map(processes::named)
                .toList();
        for (ClusterProcesses.Member victim : victims) {
            expectMoreOrders(10);
            victim.kill();
        }
        expectMoreOrders(10);
        expectBack(victims);
        expectMoreOrders(10);
        customers.end();
        System.out.println("While processes died: " + customers.takeFailures());
        audit.expectNothingLostOrDoubled(shop(), rush);
    }

    private void expectMoreOrders(int more) {
        int enough = rush.acknowledgements() + more;
        Eventually.within(BACK_WITHIN, () -> assertThat(rush.acknowledgements()).isGreaterThan(enough));
    }

    /** Other processes run in the place of these, and want requests. */
    private void expectBack(List<ClusterProcesses.Member> before) {
        for (ClusterProcesses.Member gone : before) {
            Eventually.within(BACK_WITHIN, () -> {
                ClusterProcesses.Member now = processes.named(gone.name());
                assertThat(now.pid()).as("%s", now).isNotIn(0L, gone.pid());
                if (SERVICES.contains(now.kind())) {
                    assertThat(shop().isReady(now.port())).as("%s", now).isTrue();
                }
            });
        }
    }

    /** One replica of every service at a time, as an upgrade does it. */
    @Test
    @Order(5)
    void restarting_every_service_in_turn_fails_no_request() {
        PatientRush customers = new PatientRush(rush, shop());
        customers.begin(CUSTOMERS, seed + 1);
        for (int number : List.of(1, 2)) {
            List<ClusterProcesses.Member> replicas = SERVICES.stream()
                    .map(service -> processes.named(service + "-" + number))
                    .toList();
            expectMoreOrders(10);
            replicas.forEach(ClusterProcesses.Member::signal);
            expectBack(replicas);
        }
        expectMoreOrders(10);
        customers.end();
        assertThat(customers.takeFailures()).isEmpty();
        audit.expectNothingLostOrDoubled(shop(), rush);
    }

    @Test
    @Order(6)
    void a_service_that_is_wholly_down_is_a_problem_document_until_it_is_back() {
        List<ClusterProcesses.Member> inventory = processes.of("inventory");
        inventory.forEach(ClusterProcesses.Member::kill);
        Eventually.within(SOON, () -> {
            Answer down = answered("/inventory/items").expectProblem(503, "overloaded");
            assertThat(down.header("Retry-After")).isNotEmpty();
            assertThat(down.header("X-Request-Id")).isNotEmpty();
        });
        shop().get("/orders?limit=1").expect(200);
        Eventually.within(BACK_WITHIN, () -> answered("/inventory/items").expect(200));
    }

    /** A connection that was used before may be closed without an answer, by which HTTP tells a client to ask again. */
    private Answer answered(String path) {
        try {
            return shop().get(path);
        } catch (UncheckedIOException brokenOff) {
            throw new AssertionError(brokenOff);
        }
    }

    @Test
    @Order(7)
    void ctrl_c_ends_all_of_it_in_order() {
        List<ProcessHandle> before = processes.all().stream()
                .flatMap(member -> ProcessHandle.of(member.pid()).stream())
                .toList();
        assertThat(waybill.terminate())
                .as("exit code; %s", waybill.complaints())
                .isZero();
        assertThat(before).noneMatch(ProcessHandle::isAlive);
        assertThat(processes.data().resolve("cluster.json")).doesNotExist();
    }

    /**
     * Customers of a cluster: whoever is not answered, or is told to come again, sends the same request with the same
     * key until it is acknowledged. What went wrong before is remembered.
     */
    private static final class PatientRush {
        private static final Duration PATIENCE = Duration.ofSeconds(60);
        /** The machine is to be left some time for those who start. */
        private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

        private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private final Rush rush;
        private final Shop shop;
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private volatile boolean over;

        PatientRush(Rush rush, Shop shop) {
            this.rush = rush;
            this.shop = shop;
        }

        /** So many customers begin to order, until {@link #end}; the seed chooses what. */
        void begin(int customers, long seed) {
            over = false;
            rush.begin(customers, seed, () -> over, this::acknowledged);
        }

        private Answer acknowledged(OrderForm form) {
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < giveUp) {
                try {
                    Answer answer = shop.place(form, form.customer());
                    if (isOutcome(answer)) {
                        LockSupport.parkNanos(BREATH_NANOS);
                        return answer;
                    }
                    failures.add(form.customer() + " was answered " + answer);
                } catch (UncheckedIOException brokenOff) {
                    failures.add(form.customer() + " was not answered: " + brokenOff.getMessage());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            throw new AssertionError(form.customer() + " lost patience; " + failures);
        }

        /** Whether there is an order by now, whatever became of it. */
        private static boolean isOutcome(Answer answer) {
            return switch (answer.status()) {
                case 201, 202, 402 -> true;
                case 503 -> !answer.member("/orderId").isEmpty();
                default -> false;
            };
        }

        /** What went wrong until now, once. */
        List<String> takeFailures() {
            List<String> taken = List.copyOf(failures);
            failures.removeAll(taken);
            return taken;
        }

        /** Nobody orders any more when this returns. */
        void end() {
            over = true;
            rush.awaitEnd();
        }
    }
}
