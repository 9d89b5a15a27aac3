package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** SIGTERM in the middle of whatever: exit code 0 within 30 s, and nothing is lost. */
@Timeout(300)
class StoppingSystemTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final DataDirectory directory = new DataDirectory();
    private final Path data = directory.path().resolve("data");

    @AfterEach
    void nobody_is_left_behind() {
        directory.expectNobodyWithin(SOON);
        directory.close();
    }

    /** Every request that was read is answered; what was not answered was not done. */
    @Test
    void under_load_every_order_that_was_taken_is_acknowledged_and_kept() {
        try (Rush rush = new Rush()) {
            Audit audit = new Audit();
            try (RunningWaybill waybill = RunningWaybill.start(data)) {
                Rush.products().forEach(product -> waybill.shop().receive(product, Audit.STOCK));
                rush.begin(waybill.shop(), Long.getLong("seed", System.nanoTime()));
                Eventually.within(
                        SOON, () -> assertThat(rush.acknowledgements()).isGreaterThan(200));
                expectGoodEnd(waybill);
                rush.awaitEnd();
            }
            try (RunningWaybill again = RunningWaybill.start(data)) {
                assertThat(Audit.ordered(again.shop()))
                        .isEqualTo(rush.sent().stream()
                                .filter(Rush.Sent::acknowledged)
                                .map(Rush.Sent::key)
                                .collect(Collectors.toSet()));
                audit.expectNothingLostOrDoubled(again.shop(), rush);
                expectGoodEnd(again);
            }
        }
    }

    @Test
    @DisabledIfSystemProperty(
            named = "waybill.system.cluster",
            matches = "true",
            disabledReason = "the connections are the gateway's there")
    void who_hangs_holds_nothing_and_who_waits_is_told_what_is_known() throws Exception {
        String order;
        try (RunningWaybill waybill = RunningWaybill.startSet(data, "waybill.stop.grace = PT5S");
                Socket silent = connected(waybill);
                Socket half = connected(waybill);
                Socket follower = connected(waybill)) {
            Shop shop = waybill.shop();
            shop.receive("MUG", 10);
            assertThat(silent.isConnected()).isTrue();
            half.getOutputStream().write("POST /orders HT".getBytes(StandardCharsets.US_ASCII));
            follower.getOutputStream()
                    .write("GET /events?service=order HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Answer> placed = placing(shop);
            Eventually.within(
                    SOON,
                    () -> assertThat(Audit.ordered(shop)).as("it is waited for").hasSize(1));
            waybill.signal();
            Eventually.within(SOON, () -> shop.get("/health/ready").expect(503));
            Answer live = shop.get("/health/live").expect(200);
            assertThat(live.header("Connection")).isEqualTo("close");
            expectGoodEnd(waybill);
            Answer told = placed.get(1, TimeUnit.SECONDS).expect(202);
            assertThat(told.member("/status")).isEqualTo("PENDING");
            order = told.member("/id");
            assertThat(text(follower)).endsWith("\n\n\r\n0\r\n\r\n").contains("retry: ");
        }
        try (RunningWaybill again = RunningWaybill.start(data)) {
            Eventually.within(
                    Duration.ofSeconds(90),
                    () -> assertThat(again.shop().order(order).member("/status"))
                            .isEqualTo("CONFIRMED"));
            assertThat(again.shop().ledger())
                    .filteredOn(entry -> entry.path("kind").asText().equals("AUTHORIZE"))
                    .hasSize(1);
            expectGoodEnd(again);
        }
    }

    /** An order whose payment hangs, by somebody who waits for it. */
    private static CompletableFuture<Answer> placing(Shop shop) {
        String order = OrderForm.of("MUG", 1).paidWith("tok_timeout").json();
        return CompletableFuture.supplyAsync(
                () -> shop.post("/orders", order, "Idempotency-Key", "hangs", "Prefer", "wait=30"),
                task -> Thread.startVirtualThread(task));
    }

    /** One signal, and another from somebody impatient. */
    private static void expectGoodEnd(RunningWaybill waybill) {
        long began = System.nanoTime();
        waybill.signal();
        waybill.signal();
        assertThat(waybill.awaitEnd()).as("exit code; %s", waybill.complaints()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STOPS_WITHIN);
    }

    private static Socket connected(RunningWaybill waybill) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), waybill.shop().port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String text(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
