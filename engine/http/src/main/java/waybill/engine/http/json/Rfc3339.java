package waybill.engine.http.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as the API writes them: {@code 2026-03-01T09:30:00.000000Z}, always UTC, always microseconds. */
public final class Rfc3339 {
    private static final char[] TEMPLATE = "0000-00-00T00:00:00.000000Z".toCharArray();

    private Rfc3339() {}

    /** The instant in text; written by hand because formatting times is a large part of writing an answer. */
    public static String text(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            return instant.toString();
        }
        char[] text = TEMPLATE.clone();
        digits(text, 4, utc.getYear());
        digits(text, 7, utc.getMonthValue());
        digits(text, 10, utc.getDayOfMonth());
        digits(text, 13, utc.getHour());
        digits(text, 16, utc.getMinute());
        digits(text, 19, utc.getSecond());
        digits(text, 26, utc.getNano() / 1000);
        return new String(text);
    }

    /** Writes the number's digits so that they end before this place; the zeros in front are there already. */
    private static void digits(char[] text, int end, int number) {
        for (int i = end - 1; number > 0; i--) {
            text[i] = (char) ('0' + number % 10);
            number /= 10;
        }
    }
}
