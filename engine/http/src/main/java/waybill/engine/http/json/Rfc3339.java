package waybill.engine.http.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Instants as the API writes them: {@code 2026-03-01T09:30:00.000000Z}, always UTC, always microseconds; and instants
 * and durations as it reads them, which is less than Java would.
 */
public final class Rfc3339 {
    private static final char[] TEMPLATE = "0000-00-00T00:00:00.000000Z".toCharArray();

    /** Without this, years of nine digits would get as far as the database. */
    private static final Pattern INSTANT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    /** Without weeks, months and years, which Java or the calendar cannot tell the length of. */
    private static final Pattern DURATION = Pattern.compile("P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?)?");

    private Rfc3339() {}

    /** The instant in this text, in whatever offset from UTC; empty if it is none. */
    public static Optional<Instant> instant(String text) {
        try {
            return INSTANT.matcher(text).matches()
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    /** The duration in this text, in days to whole seconds; empty if it is none. */
    public static Optional<Duration> duration(String text) {
        try {
            return DURATION.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeException tooLong) {
            return Optional.empty();
        }
    }

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
