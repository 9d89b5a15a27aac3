package waybill.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Pace;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Result;
import waybill.engine.core.resilience.Retries;
import waybill.engine.http.client.StubService.Act;

/**
 * ARCHITECTURE.md §5 in real time, over sockets, as the other side sees it. All scenarios run beside each other from
 * the start, so that the whole takes as long as the longest. Nothing comes earlier than it should; later, by what a
 * busy machine needs.
 */
class ConformanceTest {
    /** Clocks are read at different moments. */
    private static final double EARLY = 0.02;

    private static final double LATE = 1.2;
    private static final int CROWD = 50;

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final List<StubService> STUBS = new ArrayList<>();

    /** How long each refusal of the open breaker took. */
    private static final List<Duration> REFUSALS = new CopyOnWriteArrayList<>();

    private static Future<Seen> retries;
    private static Future<Seen> obedient;
    private static Future<Seen> inventoryHangs;
    private static Future<Seen> paymentHangs;
    private static Future<Seen> opensAndTries;
    private static Future<Seen> crowded;

    /** What came of a scenario that began then. */
    private record Seen(StubService stub, long begun, List<Result<Reply>> results, List<Duration> took) {
        /** When requests arrived, in seconds after the beginning. */
        List<Double> arrivals() {
            return stub.arrivals.stream()
                    .map(arrival -> (arrival.nanos() - begun) / 1e9)
                    .toList();
        }

        /** When callers hung up, in seconds after the beginning, in order. */
        List<Double> hungUp() {
            return stub.hungUp.stream()
                    .sorted()
                    .map(nanos -> (nanos - begun) / 1e9)
                    .toList();
        }
    }

    @BeforeAll
    static void begin() throws Exception {
        // Whatever is slow the first time is so here.
        seen(run(Policy.inventory(), stub(), ConformanceTest::once));
        Act down = StubService.status(503);
        Ask keyed = Ask.post("/x", Map.of()).withKey("key-1");
        retries = run(Policy.inventory(), stub(down, down, down, down), client -> List.of(client.ask(keyed)));
        Act later = new Act.Answer(503, "Retry-After: 2\r\n", "{}");
        obedient = run(Policy.inventory(), stub(later), client -> List.of(client.ask(keyed)));
        Act hang = new Act.Hang();
        inventoryHangs = run(Policy.inventory(), stub(hang, hang, hang, hang), ConformanceTest::once);
        paymentHangs = run(Policy.payment(), stub(hang, hang, hang, hang), ConformanceTest::once);
        opensAndTries = run(quickTrials(), opened(), ConformanceTest::openAndTry);
        crowded = THREADS.submit(ConformanceTest::crowd);
    }

    @AfterAll
    static void end() throws IOException {
        THREADS.shutdownNow();
        for (StubService stub : STUBS) {
            stub.close();
        }
    }

    @Test
    void retries_arrive_at_0_1_3_and_6_seconds_with_the_same_key() throws Exception {
        Seen seen = seen(retries);
        assertArrivals(seen, 0, 1, 3, 6);
        assertThat(seen.stub.arrivals)
                .allSatisfy(arrival -> assertThat(arrival.headers()).containsEntry("idempotency-key", "key-1"));
    }

    @Test
    void retry_after_is_honoured() throws Exception {
        assertArrivals(seen(obedient), 0, 2);
    }

    @Test
    void a_post_without_a_key_and_what_is_final_arrive_once() throws Exception {
        Act down = StubService.status(503);
        List<Ask> asks = List.of(Ask.post("/x", Map.of()), Ask.get("/x"), Ask.get("/x"), Ask.get("/x"));
        List<Act> acts = List.of(down, StubService.status(501), StubService.status(404), StubService.status(402));
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            Seen seen = seen(run(Policy.inventory(), stub(acts.get(i)), client -> List.of(client.ask(ask))));
            assertThat(seen.stub.arrivals).hasSize(1);
        }
    }

    @Test
    void calls_to_inventory_are_cut_at_3_seconds_and_nothing_arrives_after_10() throws Exception {
        Seen seen = seen(inventoryHangs);
        assertArrivals(seen, 0, 4, 9);
        assertCut(seen, 3, 7, 10);
        assertThat(seen.results).first().isInstanceOf(Result.Ambiguous.class);
    }

    @Test
    void calls_to_payment_are_cut_at_5_seconds_and_nothing_arrives_after_10() throws Exception {
        Seen seen = seen(paymentHangs);
        assertArrivals(seen, 0, 6);
        assertCut(seen, 5, 10);
    }

    @Test
    void an_open_breaker_rejects_within_5_ms_and_lets_one_of_many_try_after_10_seconds() throws Exception {
        Seen seen = seen(opensAndTries);
        List<Double> arrivals = seen.arrivals();
        assertThat(arrivals).as("five failures, one trial that hangs").hasSize(6);
        assertThat(arrivals.getLast() - arrivals.get(4)).isCloseTo(10, within(LATE));
        assertThat(arrivals.getLast() - arrivals.get(4)).isGreaterThan(10 - EARLY);
        assertThat(median(seen.took)).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void a_full_bulkhead_rejects_within_10_ms_and_payment_goes_on() throws Exception {
        Seen seen = seen(crowded);
        assertThat(seen.results).hasSize(2 * CROWD);
        assertThat(seen.results.subList(0, CROWD)).hasOnlyElementsOfType(Result.Full.class);
        assertThat(seen.results.subList(CROWD, 2 * CROWD)).hasOnlyElementsOfType(Result.Answered.class);
        assertThat(median(seen.took)).isLessThan(Duration.ofMillis(10));
        assertThat(seen.stub.arrivals).hasSize(100);
    }

    private static void assertArrivals(Seen seen, double... at) {
        List<Double> arrivals = seen.arrivals();
        assertThat(arrivals).hasSize(at.length);
        for (int i = 0; i < at.length; i++) {
            assertThat(arrivals.get(i)).isBetween(at[i] - EARLY, at[i] + LATE);
        }
        assertThat(arrivals.getLast()).as("within the deadline").isLessThan(10 + EARLY);
    }

    private static void assertCut(Seen seen, double... at) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (seen.stub.hungUp.size() < at.length && System.nanoTime() < deadline) {
            Pace.REAL.pause(Duration.ofMillis(1));
        }
        List<Double> hungUp = seen.hungUp();
        assertThat(hungUp).hasSize(at.length);
        for (int i = 0; i < at.length; i++) {
            assertThat(hungUp.get(i)).isBetween(at[i] - EARLY, at[i] + LATE);
        }
    }

    private static Duration median(List<Duration> took) {
        return took.stream().sorted().toList().get(took.size() / 2);
    }

    private static Seen seen(Future<Seen> scenario) throws Exception {
        return scenario.get(40, TimeUnit.SECONDS);
    }

    /** What a scenario does with its client. */
    private interface Scenario {
        List<Result<Reply>> play(ServiceClient client) throws Exception;
    }

    private static Future<Seen> run(Policy policy, StubService stub, Scenario scenario) {
        return THREADS.submit(() -> {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            Guarded guarded = new Guarded(policy, meters);
            try (ServiceClient client = client(stub, guarded, meters)) {
                long begun = System.nanoTime();
                return new Seen(stub, begun, scenario.play(client), REFUSALS);
            }
        });
    }

    private static ServiceClient client(StubService stub, Guarded guarded, SimpleMeterRegistry meters) {
        return new ServiceClient(new ServiceClient.Address(stub.address(), null), guarded, meters);
    }

    private static StubService stub(Act... acts) throws IOException {
        StubService stub = new StubService().then(acts);
        STUBS.add(stub);
        return stub;
    }

    private static StubService opened() throws IOException {
        Act down = StubService.status(500);
        return stub(down, down, down, down, down, new Act.Hang());
    }

    private static List<Result<Reply>> once(ServiceClient client) throws InterruptedException {
        return List.of(client.ask(Ask.get("/x")));
    }

    /** The usual breaker; but its trial is bounded by less, so that this ends sooner. */
    private static Policy quickTrials() {
        Policy usual = Policy.inventory();
        return new Policy(
                usual.name(), Duration.ofSeconds(1), usual.deadline(), 1_000, Retries.none(), usual.breaker());
    }

    /** Opens the breaker, then has many knock at the door until somebody was let in. */
    private static List<Result<Reply>> openAndTry(ServiceClient client) throws Exception {
        for (int i = 0; i < 5; i++) {
            client.ask(Ask.get("/x"));
        }
        List<Result<Reply>> refused = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long begun = System.nanoTime();
            refused.add(client.ask(Ask.get("/x")));
            REFUSALS.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        Pace.REAL.pause(Duration.ofMillis(9_900));
        List<Callable<Result<Reply>>> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(() -> knock(client));
        }
        for (Future<Result<Reply>> one : THREADS.invokeAll(crowd)) {
            Result<Reply> last = one.get();
            if (last instanceof Result.Refused) {
                refused.add(last);
            }
        }
        return refused;
    }

    private static Result<Reply> knock(ServiceClient client) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(700).toNanos();
        Result<Reply> last = client.ask(Ask.get("/x"));
        while (last instanceof Result.Refused && System.nanoTime() < end) {
            Pace.REAL.pause(Duration.ofMillis(5));
            last = client.ask(Ask.get("/x"));
        }
        return last;
    }

    /** A hundred calls to inventory hang and fill its bulkhead; others knock there, and at payment. */
    private static Seen crowd() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Policy usual = Policy.inventory();
        Guarded inventory = new Guarded(
                new Policy("inventory", usual.timeout(), usual.deadline(), 100, Retries.none(), usual.breaker()),
                meters);
        Act[] hangs = new Act[100];
        Arrays.setAll(hangs, _ -> new Act.Hang());
        StubService hanging = stub(hangs);
        List<Result<Reply>> results = new ArrayList<>();
        List<Duration> took = new ArrayList<>();
        try (ServiceClient slow = client(hanging, inventory, meters);
                ServiceClient payment = client(stub(), new Guarded(Policy.payment(), meters), meters)) {
            for (int i = 0; i < 100; i++) {
                var _ = THREADS.submit(() -> slow.ask(Ask.get("/x")));
            }
            awaitFull(meters);
            for (int i = 0; i < CROWD; i++) {
                long begun = System.nanoTime();
                results.add(slow.ask(Ask.get("/x")));
                took.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            for (int i = 0; i < CROWD; i++) {
                results.add(payment.ask(Ask.post("/payments/capture", Map.of()).withKey("k" + i)));
            }
            awaitArrivals(hanging);
        }
        return new Seen(hanging, 0, results, took);
    }

    private static void awaitFull(SimpleMeterRegistry meters) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (meters.get("bulkhead.calls").tag("name", "inventory").gauge().value() < 100 && System.nanoTime() < end) {
            Pace.REAL.pause(Duration.ofMillis(1));
        }
    }

    private static void awaitArrivals(StubService hanging) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (hanging.arrivals.size() < 100 && System.nanoTime() < end) {
            Pace.REAL.pause(Duration.ofMillis(1));
        }
    }
}
