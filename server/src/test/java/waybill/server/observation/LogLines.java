package waybill.server.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The log of a process, line by line. */
public final class LogLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of API.md §5, and what a breaker and an error say besides. */
    private static final Set<String> FIELDS = Set.of(
            "@timestamp",
            "level",
            "logger",
            "message",
            "service",
            "trace_id",
            "span_id",
            "event",
            "order_id",
            "customer_id",
            "payment_id",
            "saga_step",
            "duration_ms",
            "name",
            "stack_trace");

    private LogLines() {}

    /** All lines of a file, each of which is an object with fields that are known. */
    public static List<JsonNode> in(Path file) {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text(file)) {
            lines.add(parsed(line));
        }
        assertThat(lines)
                .allSatisfy(line -> assertThat(FIELDS)
                        .as("%s", line)
                        .containsAll(line.properties().stream()
                                .map(java.util.Map.Entry::getKey)
                                .toList()));
        return lines;
    }

    private static List<String> text(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            JsonNode object = JSON.readTree(line);
            assertThat(object.isObject()).as(line).isTrue();
            return object;
        } catch (IOException broken) {
            throw new AssertionError("not a line of JSON: " + line, broken);
        }
    }
}
