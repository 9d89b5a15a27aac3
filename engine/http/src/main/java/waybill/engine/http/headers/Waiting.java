package waybill.engine.http.headers;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a client wants to wait for an outcome (RFC 7240).
 *
 * @param time how long; zero for not at all
 * @param applied what to answer in {@code Preference-Applied}; null if the client had no preference
 */
public record Waiting(Duration time, @Nullable String applied) {
    /** The longest wait; who asks for more gets this. */
    public static final int SECONDS_MAX = 30;

    private static final int DIGITS_MAX = 9;

    /** Reads {@code Prefer}; what it does not understand it ignores, as the RFC wants. */
    public static Waiting of(@Nullable String prefer, Duration otherwise) {
        if (prefer == null) {
            return new Waiting(otherwise, null);
        }
        boolean async = false;
        for (String preference : prefer.split("[,;]", -1)) {
            String word = preference.strip().toLowerCase(Locale.ROOT);
            if (word.startsWith("wait=") && isNumber(word, "wait=".length())) {
                int seconds = Math.min(SECONDS_MAX, Integer.parseInt(word.substring("wait=".length())));
                return new Waiting(Duration.ofSeconds(seconds), "wait=" + seconds);
            }
            async |= word.equals("respond-async");
        }
        return async ? new Waiting(Duration.ZERO, "respond-async") : new Waiting(otherwise, null);
    }

    /** The same, when so much of it is over. */
    public Waiting after(Duration spent) {
        Duration left = time.minus(spent);
        return new Waiting(left.isNegative() ? Duration.ZERO : left, applied);
    }

    private static boolean isNumber(String text, int from) {
        return text.length() > from
                && text.length() - from <= DIGITS_MAX
                && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }
}
