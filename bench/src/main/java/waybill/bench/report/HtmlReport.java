package waybill.bench.report;

import static waybill.bench.report.plots.Svg.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The report as a page of its own: it fetches nothing and runs no script. */
final class HtmlReport {
    private static final String STYLE = "report.css";
    private static final String PEAK = "closed-64";

    private final Report report;
    private final HtmlTables tables;
    private final HtmlPlots plots;
    private final StringBuilder page = new StringBuilder();

    HtmlReport(Report report) {
        this.report = report;
        this.tables = new HtmlTables(report);
        this.plots = new HtmlPlots(report.outcomes());
    }

    @Override
    public String toString() {
        page.append(head());
        headlines();
        page.append(tables.faults());
        section("Targets", "Set for two quiet cores, with the load client on the same machine.", tables.targets());
        plots();
        section("Every number", "Of several rounds, the one with the middle rate.", wide(tables.scenarios()));
        section("Beside the numbers", "", tables.remarks());
        section("Setup", "", setup());
        return page.append("</main></body></html>\n").toString();
    }

    private String head() {
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <title>Waybill bench %s</title>
            <meta name="viewport" content="width=device-width">
            <style>
            %s</style></head>
            <body><main>
            <h1>What Waybill does on this machine</h1>
            <p class="about">%s</p>
            """.formatted(report.at(), style(), escape(about()));
    }

    private String about() {
        Machine machine = report.setup().machine();
        return "%s UTC · commit %s · %s, %d cores · %s"
                .formatted(time(), orUnknown(report.setup().commit()), machine.cpu(), machine.cores(), machine.java());
    }

    /** The time in the name of the file as people write it. */
    private String time() {
        return report.at().replaceFirst("-(\\d\\d)(\\d\\d)(\\d\\d)$", " $1:$2:$3");
    }

    private void headlines() {
        page.append("<div class=\"headlines\">\n");
        find(PEAK).ifPresent(peak -> {
            headline(Units.whole(peak.median().perSecond()), "orders/s confirmed, closed loop of 64");
            headline(Units.times(peak.timesA1()) + " ×", "A1: SQL, five transactions");
            headline(Units.times(peak.timesA3()) + " ×", "A3: SQL, batches of 64");
            Cost cost = peak.median().cost();
            if (cost != null) {
                headline(Units.whole(cost.walBytes()), "bytes of WAL an order");
            }
        });
        find("open-loop")
                .ifPresent(open -> headline(
                        Units.millis(open.median().confirmation().p99Millis()) + " ms",
                        "p99 to CONFIRMED at half of peak"));
        if (report.startUp() != null) {
            headline(
                    "%.1f s".formatted(report.startUp().existingDataMillis() / 1000.0), "until ready on existing data");
        }
        page.append("</div>\n");
    }

    private void headline(String number, String words) {
        page.append("<div><b>")
                .append(escape(number))
                .append("</b>")
                .append(escape(words))
                .append("</div>\n");
    }

    private void plots() {
        section(
                "Orders per second",
                key("waybill", "Waybill") + key("anchor", "bare SQL on the same PostgreSQL, no server.")
                        + "Connections stand behind the names. Open loops are as fast as they are asked to be.",
                plots.rates());
        section(
                "Latency",
                key("answer", "to the answer") + key("confirmed", "to CONFIRMED") + key("anchor", "to the last commit.")
                        + "Small dot p50, large dot p99, stroke p99.9. Logarithmic.",
                plots.latencies());
        section(
                "CPU for each, in µs",
                key("server", "server") + key("postgres", "PostgreSQL") + key("client", "load client.")
                        + "For each order, or request, or buyer.",
                plots.cpu());
        section("WAL per order, in bytes", "What PostgreSQL wrote to its log, all databases together.", plots.wal());
        section("Growth", "The closed loop of 64 in a shop that has had so many orders.", plots.growth());
    }

    /** What a color means. */
    private static String key(String color, String words) {
        return "<i class=\"" + color + "\"></i> " + words + " ";
    }

    private void section(String title, String legend, String content) {
        if (!content.isEmpty()) {
            page.append("<section><h2>").append(title).append("</h2>\n");
            if (!legend.isEmpty()) {
                page.append("<p class=\"legend\">").append(legend).append("</p>\n");
            }
            page.append(content).append("</section>\n");
        }
    }

    private String setup() {
        Setup setup = report.setup();
        Setup.Options options = setup.options();
        StringBuilder rows = new StringBuilder("<table class=\"setup\"><tbody>\n");
        row(rows, "machine", setup.machine().cpu() + ", " + setup.machine().cores() + " cores");
        row(rows, "system", setup.machine().system());
        row(rows, "JVM", setup.machine().java());
        row(rows, "its options", String.join(" ", setup.jvmOptions()));
        row(rows, "PostgreSQL", orUnknown(setup.postgres()));
        row(rows, "commit", orUnknown(setup.commit()));
        row(
                rows,
                "bench",
                "%d s of warm-up, %d s measured, %d rounds, %d products, seed %d"
                        .formatted(
                                options.warmUpSeconds(),
                                options.measuredSeconds(),
                                options.rounds(),
                                options.products(),
                                options.seed()));
        if (report.startUp() != null) {
            row(
                    rows,
                    "start-up",
                    "%d ms on an empty directory, %d ms on the data of this run"
                            .formatted(
                                    report.startUp().coldMillis(),
                                    report.startUp().existingDataMillis()));
        }
        if (report.replay() != null) {
            row(
                    rows,
                    "replay",
                    "%s events in %.1f s"
                            .formatted(
                                    Units.whole((double) report.replay().events()),
                                    report.replay().seconds()));
        }
        return rows.append("</tbody></table>\n").toString();
    }

    private static void row(StringBuilder rows, String name, String value) {
        rows.append("<tr><th>%s</th><td>%s</td></tr>%n".formatted(escape(name), escape(value)));
    }

    private Optional<Outcome> find(String key) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.key().equals(key))
                .findFirst();
    }

    private static String wide(String table) {
        return "<div class=\"wide\">" + table + "</div>";
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? "unknown" : text;
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream(STYLE)) {
            if (css == null) {
                throw new IllegalStateException(STYLE + " is missing from the jar");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
