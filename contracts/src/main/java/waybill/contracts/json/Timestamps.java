package waybill.contracts.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Instants as RFC 3339 in UTC with exactly six decimals: {@code 2026-01-31T09:30:00.000001Z}. Written by hand because
 * every event carries several and the general formatter is much slower.
 */
public final class Timestamps {
    private static final String LAYOUT = "dddd-dd-ddTdd:dd:dd.ddddddZ";

    private Timestamps() {}

    /**
     * The instant as text; what is finer than a microsecond is cut off.
     *
     * @throws DateTimeException if the year has not four digits
     */
    public static String write(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new DateTimeException("outside the years 0000 to 9999: " + instant);
        }
        char[] text = LAYOUT.toCharArray();
        put(text, 0, 4, time.getYear());
        put(text, 5, 2, time.getMonthValue());
        put(text, 8, 2, time.getDayOfMonth());
        put(text, 11, 2, time.getHour());
        put(text, 14, 2, time.getMinute());
        put(text, 17, 2, time.getSecond());
        put(text, 20, 6, time.getNano() / 1000);
        return new String(text);
    }

    /**
     * The instant that a text says: our own layout, or any other RFC 3339 time with an offset.
     *
     * @throws DateTimeException if it says none
     */
    public static Instant read(String text) {
        if (!isOurs(text)) {
            return OffsetDateTime.parse(text).toInstant();
        }
        return LocalDateTime.of(
                        take(text, 0, 4),
                        take(text, 5, 2),
                        take(text, 8, 2),
                        take(text, 11, 2),
                        take(text, 14, 2),
                        take(text, 17, 2),
                        take(text, 20, 6) * 1000)
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isOurs(String text) {
        if (text.length() != LAYOUT.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char expected = LAYOUT.charAt(i);
            char actual = text.charAt(i);
            if (expected == 'd' ? actual < '0' || actual > '9' : actual != expected) {
                return false;
            }
        }
        return true;
    }

    private static void put(char[] text, int start, int length, int number) {
        int rest = number;
        for (int i = start + length - 1; i >= start; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int take(String text, int start, int length) {
        int number = 0;
        for (int i = start; i < start + length; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
