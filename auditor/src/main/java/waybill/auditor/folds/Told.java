package waybill.auditor.folds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import waybill.auditor.books.StoredEvent;
import waybill.kernel.Money;

/** What a stored event says, by the names that are on disk. */
public record Told(StoredEvent stored, JsonNode data, JsonNode meta) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event says something that nobody can make sense of. */
    public static final class Unreadable extends RuntimeException {
        Unreadable(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    /**
     * Reads an event.
     *
     * @throws Unreadable if it is not JSON
     */
    public static Told of(StoredEvent stored) {
        try {
            return new Told(stored, JSON.readTree(stored.data()), JSON.readTree(stored.meta()));
        } catch (IOException broken) {
            throw new Unreadable(stored.type() + " at version " + stored.version() + " is not JSON", broken);
        }
    }

    /** Its name. */
    public String type() {
        return stored.type();
    }

    /** The id of the event. */
    public String id() {
        return meta.path("id").asText();
    }

    /** The id of whatever caused it; empty if it does not say. */
    public String causation() {
        return meta.path("causation").asText();
    }

    /** A text that must be there. */
    public String text(String member) {
        JsonNode value = data.get(member);
        if (value == null || !value.isTextual()) {
            throw lacks(member);
        }
        return value.asText();
    }

    /** A text that may be there. */
    public @Nullable String maybe(String member) {
        JsonNode value = data.get(member);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** The run of the saga it belongs to. */
    public int attempt() {
        JsonNode value = data.get("attempt");
        if (value == null || !value.isInt()) {
            throw lacks("attempt");
        }
        return value.asInt();
    }

    /** A moment that must be there. */
    public Instant instant(String member) {
        Instant at = maybeInstant(member);
        if (at == null) {
            throw lacks(member);
        }
        return at;
    }

    /** A moment that may be there. */
    public @Nullable Instant maybeInstant(String member) {
        String text = maybe(member);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException broken) {
            throw new Unreadable(place() + " says \"" + text + "\" for " + member, broken);
        }
    }

    /** Money that must be there: {@code 21.98 EUR}. */
    public Money money(String member) {
        return money(text(member), place());
    }

    static Money money(String text, String place) {
        int space = text.indexOf(' ');
        try {
            return Money.of(new BigDecimal(text.substring(0, space)), Currency.getInstance(text.substring(space + 1)));
        } catch (RuntimeException broken) {
            throw new Unreadable(place + " says \"" + text + "\" for money", broken);
        }
    }

    /** Units by product, of members like {@code [{"product":"MUG","quantity":2}]}. */
    public Map<String, Long> goods(String member) {
        return goods(data.path(member));
    }

    static Map<String, Long> goods(JsonNode lines) {
        Map<String, Long> goods = new TreeMap<>();
        for (JsonNode line : lines) {
            goods.merge(line.path("product").asText(), line.path("quantity").asLong(), Long::sum);
        }
        return goods;
    }

    /** Which event it is, for people. */
    public String place() {
        return stored.type() + " at version " + stored.version();
    }

    private Unreadable lacks(String member) {
        return new Unreadable(place() + " does not say its " + member, null);
    }
}
