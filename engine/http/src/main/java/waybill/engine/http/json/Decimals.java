package waybill.engine.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads amounts exactly: from a string of digits, or from a JSON number as it was written. */
public final class Decimals {
    private static final int LENGTH_MAX = 40;

    private Decimals() {}

    /** The decimal, with no negative scale; null if it is none. */
    public static @Nullable BigDecimal of(JsonNode value) {
        BigDecimal exact = exact(value);
        return exact == null || exact.scale() >= 0 ? exact : exact.setScale(0);
    }

    private static @Nullable BigDecimal exact(JsonNode value) {
        if (value.isTextual()) {
            return isPlain(value.textValue()) ? new BigDecimal(value.textValue()) : null;
        }
        return value.isNumber() ? value.decimalValue() : null;
    }

    /**
     * Digits, maybe a sign before them, maybe a point between them; no exponent, no spaces, no other scripts' digits.
     */
    private static boolean isPlain(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        boolean pointIsInside = point < 0 || (point > start && point < text.length() - 1);
        if (text.length() == start || text.length() > LENGTH_MAX || !pointIsInside) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != point && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
