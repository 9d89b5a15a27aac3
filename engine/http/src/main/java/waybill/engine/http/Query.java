package waybill.engine.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.json.FreeText;
import waybill.engine.http.json.Pointers;
import waybill.engine.http.json.Rfc3339;

/**
 * The parameters of a query, read strictly like a body: nothing is thrown, everything wrong is noted. Parameters that
 * the route does not declare never get here.
 */
public final class Query {
    private static final Rule TOKEN = Rule.visibleAscii(512);

    private final Map<String, String> values;
    private final Complaints complaints;

    Query(Map<String, String> values, Complaints complaints) {
        this.values = values;
        this.complaints = complaints;
    }

    /** A text of up to 256 characters, or null if it is absent. */
    public @Nullable String text(String name) {
        String text = values.get(name);
        String fault = text == null ? null : FreeText.fault(text);
        if (fault != null) {
            complain(name, "INVALID_TEXT", fault);
        }
        return text;
    }

    /** A text that follows a rule, or null if it is absent. */
    public @Nullable String text(String name, Rule rule) {
        String text = values.get(name);
        if (text != null && !rule.allows(text)) {
            complain(name, "INVALID", "must be " + rule.expectation());
        }
        return text;
    }

    /** An opaque position or cursor of up to 512 visible ASCII characters, or null if it is absent. */
    public @Nullable String token(String name) {
        return text(name, TOKEN);
    }

    /** A text that must be there. */
    public String required(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            complain(name, "REQUIRED", "is required");
            return "";
        }
        return text;
    }

    /** The parts of a list with commas, none of them empty; an empty list if it is absent. */
    public List<String> list(String name, int max) {
        String text = values.get(name);
        if (text == null) {
            return List.of();
        }
        List<String> parts = List.of(text.split(",", -1));
        if (parts.size() > max || parts.contains("") || FreeText.characterFault(text) != null) {
            complain(name, "INVALID", "must be 1 to " + max + " values with commas between them");
            return List.of();
        }
        return parts;
    }

    /** The parts of a list that must be there. */
    public List<String> requiredList(String name, int max) {
        if (values.getOrDefault(name, "").isEmpty()) {
            complain(name, "REQUIRED", "is required");
            return List.of();
        }
        return list(name, max);
    }

    /** One of these words, as the value that it stands for, or this value if it is absent. */
    public <T> T choiceOr(String name, Map<String, T> choices, T otherwise) {
        String word = values.get(name);
        if (word == null) {
            return otherwise;
        }
        T chosen = choices.get(word);
        if (chosen == null) {
            complain(name, "INVALID", "must be one of " + String.join(", ", choices.keySet()));
            return otherwise;
        }
        return chosen;
    }

    /** A whole number in this range, or this one if it is absent. */
    public long integerOr(String name, long min, long max, long otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            complain(name, "INVALID", "must be a whole number between " + min + " and " + max);
            return otherwise;
        }
        long number = Long.parseLong(text);
        if (number < min || number > max) {
            complain(name, "OUT_OF_RANGE", "must be a whole number between " + min + " and " + max);
            return otherwise;
        }
        return number;
    }

    /** An instant in RFC 3339, or null if it is absent. */
    public @Nullable Instant instant(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        Optional<Instant> instant = Rfc3339.instant(text);
        if (instant.isEmpty()) {
            complain(name, "INVALID", "must be an instant, as 2026-03-01T09:30:00Z");
        }
        return instant.orElse(null);
    }

    /** Whether the parameter is there. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Notes a fault that only the caller can see. */
    public void complain(String name, String code, String message) {
        complaints.add(Pointers.member("/query", name), code, message);
    }
}
