package waybill.bench.report;

import static waybill.bench.report.plots.Svg.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The numbers themselves, as tables of the page. */
final class HtmlTables {
    private static final String GROUPS = """
            <tr><th></th><th></th><th></th><th colspan="2">against SQL</th><th colspan="3">answer, ms</th>\
            <th colspan="3">to CONFIRMED, ms</th><th colspan="3">CPU µs each</th><th>WAL each</th>\
            <th colspan="2">resident MB</th><th>CPU of</th></tr>
            """;

    private final Report report;

    HtmlTables(Report report) {
        this.report = report;
    }

    String targets() {
        return report.targets().stream()
                .map(target -> "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                target.reached() ? "reached" : "missed",
                                escape(target.name()),
                                escape(target.wanted()),
                                escape(target.measured()),
                                target.reached() ? "✓ reached" : "✗ not reached"))
                .collect(Collectors.joining(
                        "\n",
                        "<table class=\"targets\"><thead><tr><th>target</th><th>wanted</th><th>measured</th><th></th>"
                                + "</tr></thead><tbody>\n",
                        "\n</tbody></table>\n"));
    }

    String scenarios() {
        String heads = List.of(Columns.SHORT).stream()
                .map(head -> "<th>" + escape(head) + "</th>")
                .collect(Collectors.joining());
        return report.outcomes().stream()
                .map(outcome -> "<tr%s>%s</tr>"
                        .formatted(
                                outcome.isAnchor() ? " class=\"bare\"" : "",
                                Columns.of(outcome).stream()
                                        .map(cell -> "<td>" + escape(cell) + "</td>")
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining(
                        "\n",
                        "<table class=\"scenarios\"><thead>" + GROUPS + "<tr>" + heads + "</tr></thead><tbody>\n",
                        "\n</tbody></table>\n"));
    }

    /** What does not fit into columns: rounds, what else was timed and counted, what went wrong. */
    String remarks() {
        return report.outcomes().stream()
                .map(outcome -> {
                    List<String> remarks = new ArrayList<>(Remarks.of(outcome));
                    return remarks.isEmpty()
                            ? ""
                            : "<dt>%s · %d</dt><dd>%s</dd>"
                                    .formatted(
                                            escape(outcome.median().scenario()),
                                            outcome.median().connections(),
                                            remarks.stream()
                                                    .map(remark -> escape(remark))
                                                    .collect(Collectors.joining("<br>")));
                })
                .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>\n"));
    }

    String faults() {
        String faults = report.outcomes().stream()
                .flatMap(outcome -> outcome.rounds().stream())
                .flatMap(round -> round.faults().stream().map(fault -> round.scenario() + ": " + fault))
                .map(fault -> "<li>" + escape(fault) + "</li>")
                .collect(Collectors.joining("\n"));
        return faults.isEmpty()
                ? ""
                : "<section class=\"wrong\"><h2>What went wrong</h2><ul>" + faults + "</ul></section>";
    }
}
