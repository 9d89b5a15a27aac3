package waybill.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bench.host.Memory;
import waybill.bench.host.ProcessCosts;
import waybill.bench.host.Replay;
import waybill.bench.host.Usage;

class ReportTest {
    private static final Setup SETUP = new Setup(
            Machine.here(),
            "0123456789ab",
            "18.6, fsync=on",
            List.of("-Xmx512m"),
            Setup.Options.of(Duration.ofSeconds(20), Duration.ofSeconds(20), 3, 1000, 1));
    private static final Memory MEMORY = new Memory(300 << 20, 320 << 20, 200 << 20, 100 << 20);

    @Test
    void percentiles_are_those_of_the_orders_counted() {
        RunExample run = RunExample.of("closed-64");
        for (int millis = 1; millis <= 1000; millis++) {
            run.confirmed(1, millis);
        }
        Latency latency = run.result().confirmation();
        assertThat(latency.count()).isEqualTo(1000);
        assertThat(latency.p50Millis()).isBetween(500.0, 501.0);
        assertThat(latency.p99Millis()).isBetween(990.0, 991.0);
        assertThat(latency.p999Millis()).isBetween(999.0, 1000.0);
        assertThat(latency.maxMillis()).isBetween(1000.0, 1001.0);
    }

    @Test
    void costs_are_divided_among_the_confirmed_orders() {
        Result result = RunExample.of("closed-64").confirmed(2, 5).result(usage());
        Cost cost = Objects.requireNonNull(result.cost());
        assertThat(cost.cpu()).isEqualTo(new CpuPerOrder(350, 250, 15));
        assertThat(cost.walBytes()).isEqualTo(2048);
        assertThat(result.perSecond()).isEqualTo(1.0);
    }

    @Test
    void a_run_is_good_only_if_every_order_was_confirmed() {
        assertThat(RunExample.of("closed-64").result().good())
                .as("nothing confirmed")
                .isFalse();
        assertThat(RunExample.of("closed-64").confirmed(1, 5).result().good()).isTrue();
        assertThat(RunExample.of("closed-64")
                        .confirmed(1, 5)
                        .failed("409 OUT_OF_STOCK")
                        .result()
                        .faults())
                .containsExactly("1 × 409 OUT_OF_STOCK");
        assertThat(RunExample.of("closed-64")
                        .confirmed(1, 5)
                        .answered(500)
                        .result()
                        .good())
                .as("an answer that is the server's fault")
                .isFalse();
    }

    @Test
    void what_was_run_in_turns_is_compared_round_by_round() {
        Outcome outcome =
                Outcome.of(Map.of("a1", rates("a1", 100, 50, 200), "closed-64", rates("closed-64", 300, 250, 400)))
                        .stream()
                        .filter(it -> it.key().equals("closed-64"))
                        .findFirst()
                        .orElseThrow();
        assertThat(outcome.median().achieved()).as("the round in the middle").isEqualTo(600);
        assertThat(outcome.timesA1()).as("the middle of 3, 5 and 2").isEqualTo(3.0, within(1e-9));
        assertThat(outcome.timesA3()).isNull();
    }

    @Test
    void what_was_run_once_is_compared_with_the_middle_of_the_anchor() {
        assertThat(Outcome.times(rates("closed-16", 150), rates("a1", 100, 50, 200)))
                .isEqualTo(1.5, within(1e-9));
    }

    @Test
    void only_what_was_measured_is_judged() {
        List<Outcome> outcomes = Outcome.of(Map.of("a1", rates("a1", 100), "closed-64", rates("closed-64", 250)));
        assertThat(Targets.of(
                        outcomes, StartUp.of(Duration.ofSeconds(9), Duration.ofSeconds(2)), new Replay(500_000, 20)))
                .containsExactly(
                        new Target("orders/s against A1, five transactions", "≥ 3.00 ×", "2.50 ×", false),
                        new Target("ready on existing data", "≤ 3.0 s", "2.0 s", true),
                        new Target("10⁶ events replayed into a view", "≤ 30.0 s", "40.0 s", false));
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
    void the_files_hold_what_the_table_shows(@TempDir Path directory) throws Exception {
        Result result = RunExample.of("closed-64").confirmed(2, 5).answered(201).result(usage());
        Report report = Report.of(
                "2026-01-01-000000",
                SETUP,
                Map.of("closed-64", List.of(result)),
                StartUp.of(Duration.ofSeconds(9), Duration.ofSeconds(2)),
                null);
        Path page = report.write(directory.resolve("results"));
        assertThat(page).hasFileName("2026-01-01-000000.html");
        JsonNode json = new ObjectMapper()
                .readTree(page.resolveSibling("2026-01-01-000000.json").toFile());
        assertThat(json.at("/outcomes/0/median/achieved").asInt()).isEqualTo(2);
        assertThat(json.at("/outcomes/0/rounds/0/cost/cpu/serverMicros").asDouble())
                .isEqualTo(350);
        assertThat(json.at("/startUp/existingDataMillis").asInt()).isEqualTo(2000);
        assertThat(report.table())
                .contains(
                        "350",
                        "250",
                        "2,048",
                        "heap 200 in use",
                        "9000 ms",
                        "2000 ms",
                        "answers: 201 1 ×",
                        "0123456789ab");
        assertThat(Files.readString(page)).contains("<svg", "closed-64", "350", "0123456789ab", "-Xmx512m");
    }

    @Test
    void growth_is_drawn_from_two_marks_on() {
        Result small = grown("growth-10k", 10_000, 300);
        Result large = grown("growth-1m", 1_000_000, 280);
        assertThat(new HtmlPlots(Outcome.of(Map.of("growth-10k", List.of(small)))).growth())
                .isEmpty();
        assertThat(new HtmlPlots(Outcome.of(Map.of("growth-10k", List.of(small), "growth-1m", List.of(large))))
                        .growth())
                .contains("10,000: 300", "1,000,000: 280", "MB resident");
    }

    private static Result grown(String key, int before, int perSecond) {
        return RunExample.of(key)
                .confirmed(2 * perSecond, 5)
                .noted("orders before", before)
                .result(usage());
    }

    @Test
    void words_are_not_taken_for_html() {
        Result result = RunExample.of("closed-64").failed("<b>&").result();
        String page = new HtmlReport(
                        Report.of("2026-01-01-000000", SETUP, Map.of("closed-64", List.of(result)), null, null))
                .toString();
        assertThat(page).contains("1 × &lt;b&gt;&amp;").doesNotContain("<b>&<");
    }

    private static List<Result> rates(String key, int... perSecond) {
        return java.util.Arrays.stream(perSecond)
                .mapToObj(rate -> RunExample.of(key).confirmed(2 * rate, 5).result())
                .toList();
    }

    private static Usage usage() {
        return new Usage(new ProcessCosts(700, 500, 30, 2000), 4096, MEMORY);
    }
}
