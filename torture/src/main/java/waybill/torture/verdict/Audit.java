package waybill.torture.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ./waybill verify} said of the databases: every law and every chain, looked at as a whole.
 *
 * @param good whether it ended with 0
 * @param laws a line for each law
 * @param chains a line for each shard of each log
 * @param rest everything else it said
 */
public record Audit(boolean good, List<String> laws, List<String> chains, List<String> rest) {
    private static final int LAWS = 11;

    public Audit {
        laws = List.copyOf(laws);
        chains = List.copyOf(chains);
        rest = List.copyOf(rest);
    }

    /** Reads what it printed. */
    public static Audit read(int code, String said) {
        List<String> lines =
                said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<String> laws = lines.stream()
                .filter(line -> line.matches("I\\d+ .* looked at .*"))
                .toList();
        List<String> chains = lines.stream()
                .filter(line -> line.matches("\\w+ +shard \\d+ .*"))
                .toList();
        List<String> rest = lines.stream()
                .filter(line -> !laws.contains(line) && !chains.contains(line))
                .toList();
        return new Audit(code == 0, laws, chains, rest);
    }

    /** A line for each log: its shards, and all of them together. */
    List<String> logs() {
        Map<String, List<String>> byLog = new TreeMap<>();
        chains.forEach(chain -> byLog.computeIfAbsent(chain.split(" ", 2)[0], _ -> new ArrayList<>())
                .add(chain));
        List<String> lines = new ArrayList<>();
        byLog.forEach((log, shards) -> {
            long good = shards.stream().filter(shard -> shard.endsWith(" OK")).count();
            lines.add(String.format(
                    Locale.ROOT,
                    "the chain of %-9s %d shards, %,d events, %,d commits  %s",
                    log,
                    shards.size(),
                    sum(shards, " events"),
                    sum(shards, " commits"),
                    good == shards.size() ? "OK" : (shards.size() - good) + " BROKEN"));
        });
        return lines;
    }

    private static long sum(List<String> shards, String unit) {
        Pattern number = Pattern.compile("([0-9,]+)" + unit);
        return shards.stream()
                .map(number::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1).replace(",", "")))
                .sum();
    }

    /** Whether orders were left out because something was still going on, or because they wait for a person. */
    public boolean leftOut() {
        return rest.stream().anyMatch(line -> line.contains("they were not judged") || line.contains("was not judged"));
    }

    /** All laws and three logs were looked at, nothing was found, and nobody was left out. */
    public boolean holds() {
        return good && laws.size() == LAWS && chains.size() >= 3 && !leftOut();
    }
}
