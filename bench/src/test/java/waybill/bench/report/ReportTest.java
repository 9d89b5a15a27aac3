package waybill.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bench.host.Memory;
import waybill.bench.host.ProcessCosts;
import waybill.bench.load.Tally;

class ReportTest {
    private final Tally tally = new Tally();

    @Test
    void percentiles_are_those_of_the_orders_counted() {
        for (int millis = 1; millis <= 1000; millis++) {
            confirm(millis);
        }
        Latency latency = result(null).confirmation();
        assertThat(latency.count()).isEqualTo(1000);
        assertThat(latency.p50Millis()).isBetween(500.0, 501.0);
        assertThat(latency.p99Millis()).isBetween(990.0, 991.0);
        assertThat(latency.p999Millis()).isBetween(999.0, 1000.0);
        assertThat(latency.maxMillis()).isBetween(1000.0, 1001.0);
    }

    @Test
    void costs_are_divided_among_the_confirmed_orders() {
        confirm(5);
        confirm(5);
        Result result = result(new ProcessCosts(700, 500, 30));
        assertThat(result.cpu()).isEqualTo(new CpuPerOrder(350, 250, 15));
        assertThat(result.confirmedPerSecond()).isEqualTo(1.0);
    }

    @Test
    void a_run_is_good_only_if_every_order_was_confirmed() {
        assertThat(result(null).good()).as("nothing confirmed").isFalse();
        confirm(5);
        assertThat(result(null).good()).isTrue();
        tally.failed("409 OUT_OF_STOCK");
        assertThat(result(null).good()).isFalse();
    }

    @Test
    void an_answer_that_is_the_servers_fault_spoils_the_run() {
        confirm(5);
        tally.answered(500, 1);
        assertThat(result(null).good()).isFalse();
    }

    @Test
    void the_table_lines_its_columns_up() {
        Table table = new Table("name", "value");
        table.row("longer name", "1");
        table.row("x", "123456");
        assertThat(table.toString().lines())
                .containsExactly("name          value", "longer name       1", "x            123456");
    }

    @Test
    void the_file_holds_what_the_table_shows(@TempDir Path directory) throws Exception {
        confirm(5);
        Report report = new Report(
                "2026-01-01-000000",
                Machine.here(),
                10,
                List.of(result(new ProcessCosts(350, 250, 15))),
                new Memory(300 << 20, 200 << 20, 100 << 20),
                StartUp.of(Duration.ofSeconds(9), Duration.ofSeconds(2)));
        Path file = report.write(directory.resolve("results"), "closed-loop");
        assertThat(file).hasFileName("2026-01-01-000000-closed-loop.json");
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/results/0/confirmedOrders").asInt()).isEqualTo(1);
        assertThat(json.at("/results/0/cpu/serverMicros").asDouble()).isEqualTo(350);
        assertThat(json.at("/startUp/existingDataMillis").asInt()).isEqualTo(2000);
        assertThat(report.table()).contains("350", "250", "heap 200 MB", "9000 ms", "2000 ms", "{201=1}");
    }

    private void confirm(int millis) {
        tally.answered(201, TimeUnit.MILLISECONDS.toNanos(millis));
        tally.confirmed(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private Result result(@org.jspecify.annotations.Nullable ProcessCosts costs) {
        return Result.of("closed loop", 64, Duration.ofSeconds(2), tally, costs);
    }
}
