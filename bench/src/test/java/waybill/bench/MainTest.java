package waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path results;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_shop_that_confirms_everything_passes_and_the_result_is_written_down() throws Exception {
        try (StubShop shop = StubShop.confirming()) {
            assertThat(bench(shop)).as(err.toString()).isZero();
        }
        assertThat(out.toString()).contains("Round 1 of 1, closed loop, 64 connections", "answers: 201 ");
        try (var files = Files.list(results)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString().replaceAll("[\\d-]+", ""))
                    .containsExactlyInAnyOrder(".html", ".json");
        }
    }

    @Test
    void a_shop_that_answers_500_fails() throws Exception {
        try (StubShop shop = StubShop.answering(500, "{\"code\":\"INTERNAL_ERROR\"}")) {
            assertThat(bench(shop)).isEqualTo(1);
        }
        assertThat(out.toString()).contains("INTERNAL_ERROR");
    }

    @Test
    void a_server_that_is_not_there_is_one_sentence() throws Exception {
        int port;
        try (StubShop shop = StubShop.confirming()) {
            port = shop.address().getPort();
        }
        assertThat(run("--url", "http://127.0.0.1:" + port)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("cannot be reached");
    }

    @Test
    void a_scenario_that_does_not_exist_is_refused_with_those_that_do() {
        assertThat(run("--only", "a1,closed-65")).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElseThrow())
                .startsWith("There is no scenario closed-65; there are a1, a2, a3, ")
                .contains("closed-64");
    }

    @Test
    void help_names_every_scenario() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Bare SQL: a1", "closed-64", "--quick", "--full", "docs/operate/benchmarking");
    }

    private int bench(StubShop shop) {
        return run(
                "--url",
                "http://127.0.0.1:" + shop.address().getPort(),
                "--warmup",
                "0",
                "--seconds",
                "1",
                "--products",
                "20",
                "--rounds",
                "1",
                "--only",
                "closed-64");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--results";
        all[arguments.length + 1] = results.toString();
        return line.execute(all);
    }
}
