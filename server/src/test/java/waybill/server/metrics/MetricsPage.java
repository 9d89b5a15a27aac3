package waybill.server.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code docs/reference/metrics.md} names. */
final class MetricsPage {
    private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");
    private static final String ELSEWHERE = "## Only where it is so";
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)(\\*?)(?:\\{([a-z,_]+)})?`");

    /**
     * A row.
     *
     * @param prefix whether it stands for all that begin so
     * @param kind counter, gauge, histogram; empty for a prefix
     * @param everywhere whether a process that runs all services has it
     */
    record Row(String name, boolean prefix, Set<String> labels, String kind, boolean everywhere) {
        boolean names(String family) {
            return prefix ? family.startsWith(name) : family.equals(name) || family.equals(name + "_max");
        }
    }

    private MetricsPage() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        boolean everywhere = true;
        for (String line : text().lines().toList()) {
            everywhere &= !line.equals(ELSEWHERE);
            if (line.startsWith("| `")) {
                rows.addAll(rows(line.split("\\|", -1), everywhere));
            }
        }
        return rows;
    }

    private static List<Row> rows(String[] cells, boolean everywhere) {
        String kind = cells[2].strip().split(",", 2)[0];
        return NAME.matcher(cells[1])
                .results()
                .map(name -> new Row(
                        name.group(1),
                        !name.group(2).isEmpty(),
                        labels(name.group(3)),
                        name.group(2).isEmpty() ? kind : "",
                        everywhere))
                .toList();
    }

    private static Set<String> labels(@Nullable String named) {
        return named == null ? Set.of() : new TreeSet<>(List.of(named.split(",")));
    }

    private static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
