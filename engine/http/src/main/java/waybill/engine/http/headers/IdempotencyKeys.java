package waybill.engine.http.headers;

import java.util.Optional;

/** Reads {@code Idempotency-Key}: a quoted string of structured headers, or the bare characters. */
public final class IdempotencyKeys {
    private static final int LENGTH_MAX = 255;

    private IdempotencyKeys() {}

    /** The key without quotes; empty if it is not 1 to 255 visible ASCII characters. */
    public static Optional<String> parse(String header) {
        boolean quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        String key = quoted ? unescaped(header.substring(1, header.length() - 1)) : header;
        return isVisible(key) ? Optional.of(key) : Optional.empty();
    }

    private static boolean isVisible(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= LENGTH_MAX;
    }

    private static String unescaped(String quoted) {
        return quoted.indexOf('\\') < 0 ? quoted : quoted.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
