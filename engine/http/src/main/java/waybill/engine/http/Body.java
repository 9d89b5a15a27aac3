package waybill.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.json.Decimals;
import waybill.engine.http.json.FreeText;
import waybill.engine.http.json.Rfc3339;

/**
 * One object of a request body, read member by member. Nothing is coerced, and nothing is thrown: a fault is noted with
 * its JSON pointer and a placeholder is returned, so that one answer names every fault. {@link Call#body(Function)}
 * raises them when the reader is done, together with every member that nobody asked for.
 */
public final class Body {
    private static final BigDecimal DECIMAL_MAX = BigDecimal.TEN.pow(12);
    private static final int NAME_MAX = 64;

    private final Members members;

    private Body(Members members) {
        this.members = members;
    }

    /** Reads a whole body, which must be an object, and raises everything that is wrong with it. */
    static <T> T read(JsonNode root, Function<Body, T> reader) {
        Complaints complaints = new Complaints();
        Members members = new Members(null, "", root, complaints);
        if (members.isMissing()) {
            members.complainHere("WRONG_TYPE", "must be an object");
        }
        complaints.raise();
        T value = valueOrRaise(new Body(members), complaints, reader);
        members.noteUnknown();
        complaints.raise();
        return value;
    }

    /** What a reader throws on a placeholder is the request's fault, as long as the request has one. */
    private static <T> T valueOrRaise(Body body, Complaints complaints, Function<Body, T> reader) {
        try {
            return reader.apply(body);
        } catch (ProblemException answer) {
            throw answer;
        } catch (RuntimeException defect) {
            complaints.raise();
            throw defect;
        }
    }

    /** A text of 1 to 256 characters, written by people: no control characters, no card numbers. */
    public String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            members.require(name);
            return "";
        }
        return text;
    }

    /** A text of 1 to 256 characters, or null if it is absent or null. */
    public @Nullable String optionalText(String name) {
        String text = members.string(name);
        String fault = text == null ? null : FreeText.fault(text);
        if (fault != null) {
            complain(name, "INVALID_TEXT", fault);
        } else if (text != null && FreeText.isBlank(text)) {
            complain(name, "OUT_OF_RANGE", "must not be empty");
        }
        return text;
    }

    /** A text that follows a rule. */
    public String text(String name, Rule rule) {
        String text = optionalText(name, rule);
        if (text == null) {
            members.require(name);
            return "";
        }
        return text;
    }

    /** A text that follows a rule, or null if it is absent or null. */
    public @Nullable String optionalText(String name, Rule rule) {
        String text = members.string(name);
        if (text != null && !rule.allows(text)) {
            complain(name, "INVALID", "must be " + rule.expectation());
        }
        return text;
    }

    /** A whole number in this range, both ends included. A decimal point is a fault, even before a zero. */
    public int integer(String name, int min, int max) {
        JsonNode value = members.present(name);
        if (value == null) {
            members.require(name);
            return min;
        }
        return integerOf(name, value, min, max);
    }

    /** A whole number in this range, or this one if it is absent or null. */
    public int integerOr(String name, int min, int max, int otherwise) {
        JsonNode value = members.present(name);
        return value == null ? otherwise : integerOf(name, value, min, max);
    }

    /** A decimal from 0 to 10^12, written as a string or as a number; exact, never a floating point number. */
    public BigDecimal decimal(String name) {
        BigDecimal decimal = optionalDecimal(name);
        if (decimal == null) {
            members.require(name);
            return BigDecimal.ZERO;
        }
        return decimal;
    }

    /** A decimal from 0 to 10^12, or null if it is absent or null. */
    public @Nullable BigDecimal optionalDecimal(String name) {
        JsonNode value = members.present(name);
        if (value == null) {
            return null;
        }
        BigDecimal decimal = Decimals.of(value);
        if (decimal == null) {
            complain(name, "WRONG_TYPE", "must be a decimal, as \"10.99\"");
            return BigDecimal.ZERO;
        }
        boolean isNegative = decimal.signum() < 0 || value.asText().startsWith("-");
        if (isNegative || decimal.compareTo(DECIMAL_MAX) > 0) {
            complain(name, "OUT_OF_RANGE", "must be between 0 and 1000000000000");
            return BigDecimal.ZERO;
        }
        return decimal;
    }

    /** One of these words, as the value that it stands for. */
    public <T> T choice(String name, Map<String, T> choices) {
        if (members.present(name) == null) {
            members.require(name);
        }
        return choiceOr(name, choices, choices.values().iterator().next());
    }

    /** One of these words, or this value if it is absent or null. */
    public <T> T choiceOr(String name, Map<String, T> choices, T otherwise) {
        String word = members.string(name);
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

    /** True or false, or this if it is absent or null. */
    public boolean flagOr(String name, boolean otherwise) {
        JsonNode value = members.present(name);
        if (value != null && !value.isBoolean()) {
            members.complain(name, "WRONG_TYPE", "must be true or false");
        }
        return value == null ? otherwise : value.booleanValue();
    }

    /** An ISO 8601 duration in this range, or this one if it is absent or null. */
    public Duration durationOr(String name, Duration min, Duration max, Duration otherwise) {
        String text = members.string(name);
        if (text == null) {
            return otherwise;
        }
        Optional<Duration> duration = Rfc3339.duration(text);
        if (duration.isEmpty()) {
            complain(name, "INVALID", "must be an ISO 8601 duration of days to whole seconds, as PT15M");
        } else if (duration.get().compareTo(min) < 0 || duration.get().compareTo(max) > 0) {
            complain(name, "OUT_OF_RANGE", "must be between " + min + " and " + max);
        } else {
            return duration.get();
        }
        return otherwise;
    }

    /** An object. If it is missing, that is noted once, and its own members are not. */
    public Body object(String name) {
        Body object = optionalObject(name);
        if (object == null) {
            members.require(name);
            return new Body(members.below(name, null));
        }
        return object;
    }

    /** An object, or null if it is absent or null. */
    public @Nullable Body optionalObject(String name) {
        JsonNode value = members.present(name);
        if (value != null && !value.isObject()) {
            members.complain(name, "WRONG_TYPE", "must be an object");
        }
        return value == null ? null : new Body(members.below(name, value));
    }

    /** An array of objects, at least and at most so many. */
    public List<Body> objects(String name, int min, int max) {
        JsonNode value = members.present(name);
        if (value == null) {
            members.require(name);
            return List.of();
        }
        if (!(value instanceof ArrayNode array)) {
            members.complain(name, "WRONG_TYPE", "must be an array");
            return List.of();
        }
        if (array.size() < min || array.size() > max) {
            complain(name, "OUT_OF_RANGE", "must have between " + min + " and " + max + " elements");
            return List.of();
        }
        List<Body> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            Members element = members.below(name + "/" + i, array.get(i));
            if (element.isMissing()) {
                element.complainHere("WRONG_TYPE", "must be an object");
            }
            elements.add(new Body(element));
        }
        return elements;
    }

    /** An array of objects, or an empty list if it is absent or null. */
    public List<Body> objectsOrNone(String name, int max) {
        return members.present(name) == null ? List.of() : objects(name, 0, max);
    }

    /** A map from names of 1 to 64 characters to texts of up to 256, empty if it is absent or null. */
    public Map<String, String> texts(String name, int max) {
        Body map = optionalObject(name);
        if (map == null) {
            return Map.of();
        }
        if (map.members.size() > max) {
            complain(name, "OUT_OF_RANGE", "must not have more than " + max + " members");
            map.members.ignoreTheRest();
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : map.members.names()) {
            if (FreeText.isBlank(key) || FreeText.isLongerThan(key, NAME_MAX) || FreeText.fault(key) != null) {
                map.complain(key, "INVALID_NAME", "must have a readable name of 1 to 64 characters");
            }
            texts.put(key, map.text(key));
        }
        return texts;
    }

    /** Whether the member is there and not null. */
    public boolean has(String name) {
        return members.present(name) != null;
    }

    /** Where the member is in the whole body. */
    public String pointer(String name) {
        return members.pointer(name);
    }

    /** Whether nothing was wrong yet, anywhere in the body: what was read is no placeholder. */
    public boolean isSound() {
        return members.isSound();
    }

    /** Notes a fault that only the caller can see, such as the same product on two lines. */
    public void complain(String name, String code, String message) {
        members.complain(name, code, message);
    }

    private int integerOf(String name, JsonNode value, int min, int max) {
        if (!value.isIntegralNumber()) {
            members.complain(name, "WRONG_TYPE", "must be a whole number");
            return min;
        }
        if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            complain(name, "OUT_OF_RANGE", "must be a whole number between " + min + " and " + max);
            return min;
        }
        return value.intValue();
    }
}
