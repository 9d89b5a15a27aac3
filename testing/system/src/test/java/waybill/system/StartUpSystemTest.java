package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisabledIfSystemProperty(named = "waybill.system.cluster", matches = "true", disabledReason = "one process is meant")
class StartUpSystemTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration START_WITHIN = Duration.ofSeconds(15);

    private final DataDirectory directory = new DataDirectory();
    private final Path data = directory.path().resolve("data");

    @AfterEach
    void nobody_is_left_behind() {
        directory.expectNobodyWithin(SOON);
        directory.close();
    }

    @Test
    void it_says_in_three_lines_where_it_is_and_keeps_what_it_was_given() {
        int port = RunningWaybill.freePort();
        String order;
        try (RunningWaybill first = RunningWaybill.start(data, port)) {
            assertThat(first.lines()).hasSize(3);
            assertThat(first.lines().get(0)).contains("http://127.0.0.1:" + port);
            assertThat(first.lines().get(1)).contains("http://127.0.0.1:" + port + "/docs");
            assertThat(first.lines().get(2)).containsIgnoringCase("stop");
            first.shop().receive("KEPT", 10);
            order = first.shop().place(OrderForm.of("KEPT", 1)).expect(201).member("/id");
            assertThat(first.terminate()).as("exit code after SIGTERM").isZero();
        }
        directory.expectNobodyWithin(SOON);

        long began = System.nanoTime();
        try (RunningWaybill again = RunningWaybill.start(data, port)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(START_WITHIN);
            assertThat(again.shop().order(order).member("/status")).isEqualTo("CONFIRMED");
            Eventually.within(
                    SOON, () -> assertThat(again.shop().stock("KEPT")).isEqualTo(new Shop.Stock(10, 9, 0, 1)));
            assertThat(again.terminate()).as("exit code after SIGTERM").isZero();
        }
    }

    @Test
    void the_demonstration_fills_the_shop_once_however_often_it_is_called() {
        int port = RunningWaybill.freePort();
        Answer shelves;
        try (RunningWaybill first = RunningWaybill.start("demo", data, port)) {
            assertThat(first.lines()).anyMatch(line -> line.contains("200 products received"));
            expectSettled(first.shop());
            shelves = first.shop().get("/inventory/items?limit=200").expect(200);
            assertThat(shelves.json().path("data")).hasSize(200);
            assertThat(first.lines()).noneMatch(line -> line.contains("not what this order should show"));
        }
        try (RunningWaybill again = RunningWaybill.start("demo", data, port)) {
            expectSettled(again.shop());
            assertThat(again.shop().get("/inventory/items?limit=200").json()).isEqualTo(shelves.json());
            assertThat(again.lines()).noneMatch(line -> line.contains("not what this order should show"));
        }
    }

    private static void expectSettled(Shop shop) {
        Eventually.within(
                SOON,
                () -> assertThat(shop.get("/inventory/items?limit=200")
                                .expect(200)
                                .members("/data", "held"))
                        .containsOnly("0"));
    }

    @Test
    void a_port_that_is_taken_is_one_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(complaint("run", "--port", Integer.toString(taken.getLocalPort()), "--data", data.toString()))
                    .contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_one_sentence() throws IOException {
        Path file = Files.createFile(directory.path().resolve("not-a-directory"));
        String port = Integer.toString(RunningWaybill.freePort());
        assertThat(complaint(
                        "run", "--port", port, "--data", file.resolve("data").toString()))
                .contains(file.toString());
    }

    @Test
    void an_option_it_does_not_know_is_one_sentence() {
        assertThat(complaint("run", "--prot", "8080", "--data", data.toString()))
                .contains("--prot");
    }

    /** Runs the program with arguments it must refuse and returns the one sentence it says. */
    private static String complaint(String... arguments) {
        try (RunningWaybill waybill = RunningWaybill.launch(URI.create("http://127.0.0.1:1"), arguments)) {
            assertThat(waybill.awaitEnd())
                    .as("exit code; stderr: %s", waybill.complaints())
                    .isEqualTo(1);
            assertThat(waybill.complaints().lines()).as("stderr").hasSize(1);
            assertThat(waybill.complaints()).endsWith(".");
            return waybill.complaints();
        }
    }
}
