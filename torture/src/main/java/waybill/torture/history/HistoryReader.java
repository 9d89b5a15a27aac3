package waybill.torture.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a history back: what is judged is what is on disk, not what a tester remembers. */
public final class HistoryReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, Request> requests = new LinkedHashMap<>();
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    private HistoryReader() {}

    /** Reads it; half a line at its end is what a dying tester leaves. */
    public static History read(Path path) {
        HistoryReader reader = new HistoryReader();
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                JsonNode entry = parsed(line, next == null);
                if (entry != null) {
                    reader.take(entry);
                }
                line = next;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The history " + path + " cannot be read.", unreadable);
        }
        return new History(new ArrayList<>(reader.attempts.values()));
    }

    private static @Nullable JsonNode parsed(String line, boolean last) throws JsonProcessingException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            if (last) {
                return null;
            }
            throw broken;
        }
    }

    private void take(JsonNode line) {
        switch (line.path("e").asText()) {
            case "fault" -> {
                // Told to people; nothing is judged by it.
            }
            case "invoke" -> invoked(line);
            case String outcome -> answered(line, Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
        }
    }

    private void invoked(JsonNode line) {
        int operation = line.path("op").asInt();
        Request request = requests.computeIfAbsent(operation, number -> request(number, line));
        attempts.put(
                name(line),
                new Attempt(
                        request,
                        line.path("try").asInt(),
                        line.path("t").asLong(),
                        Answer.none("the tester did not hear it"),
                        Long.MAX_VALUE));
    }

    private static Request request(int operation, JsonNode line) {
        return new Request(
                operation,
                Kind.valueOf(line.path("kind").asText()),
                line.path("key").asText(),
                line.path("order").asText(),
                line.path("body").asText(),
                line.path("prefer").asText());
    }

    private void answered(JsonNode line, Outcome outcome) {
        List<Integer> shipped = new ArrayList<>();
        line.path("shipped").forEach(pieces -> shipped.add(pieces.asInt()));
        Answer answer = new Answer(
                outcome,
                line.path("status").asInt(),
                line.path("problem").asText(),
                line.path("replayed").asBoolean(),
                line.path("order").asText(),
                line.path("orderStatus").asText(),
                line.path("version").asLong(),
                shipped,
                line.path("digest").asText());
        attempts.computeIfPresent(
                name(line),
                (_, sent) -> new Attempt(
                        sent.request(),
                        sent.number(),
                        sent.sentAt(),
                        answer,
                        line.path("t").asLong()));
    }

    private static String name(JsonNode line) {
        return line.path("op").asInt() + "/" + line.path("try").asInt();
    }
}
