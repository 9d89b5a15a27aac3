package waybill.server.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table {@code matrix.txt}: for every route and every kind of caller the status of the answer. */
record AccessMatrix(List<String> callers, Map<String, List<String>> rows) {
    /** Reads the table beside this class; a line that begins with # is for people. */
    static AccessMatrix read() {
        List<String> callers = List.of();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : lines()) {
            List<String> words = List.of(line.strip().split(" +", -1));
            if (line.startsWith("ROUTE")) {
                callers = words.subList(1, words.size());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                List<String> before = rows.put(words.get(0) + " " + words.get(1), words.subList(2, words.size()));
                if (before != null || words.size() != callers.size() + 2) {
                    throw new AssertionError("there twice, or not a cell for each caller: " + line);
                }
            }
        }
        return new AccessMatrix(callers, rows);
    }

    private static List<String> lines() {
        try (InputStream table = AccessMatrix.class.getResourceAsStream("matrix.txt")) {
            if (table == null) {
                throw new AssertionError("there is no matrix.txt beside this class");
            }
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The table as it should be written, with these answers. */
    String written(Map<String, List<String>> answers) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("%-46s".formatted("ROUTE"));
        callers.forEach(caller -> head.append(cell(caller, caller)));
        lines.add(head.toString().stripTrailing());
        answers.forEach((route, statuses) -> {
            StringBuilder line = new StringBuilder("%-46s".formatted(route));
            for (int i = 0; i < statuses.size(); i++) {
                line.append(cell(callers.get(i), statuses.get(i)));
            }
            lines.add(line.toString().stripTrailing());
        });
        return String.join("\n", lines) + "\n";
    }

    private static String cell(String caller, String text) {
        return (" %-" + Math.max(3, caller.length()) + "s").formatted(text);
    }
}
