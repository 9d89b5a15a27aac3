package waybill.engine.http.json;

import org.jspecify.annotations.Nullable;

/** What may stand in a text that people wrote: anything readable, nothing that breaks logs, screens or card rules. */
public final class FreeText {
    /** The most characters of one text (API.md §1). */
    public static final int LENGTH_MAX = 256;

    private FreeText() {}

    /** What is wrong with the text, as a sentence without its subject; null if nothing is. */
    public static @Nullable String fault(String text) {
        String fault = isLongerThan(text, LENGTH_MAX) ? "must not be longer than 256 characters" : characterFault(text);
        return fault == null && CardNumbers.isIn(text) ? "must not contain a card number: send a token instead" : fault;
    }

    /** Whether it has more characters than this; an emoji that takes two of Java's is one, as JSON Schema counts. */
    public static boolean isLongerThan(String text, int max) {
        return text.length() > max && text.codePointCount(0, text.length()) > max;
    }

    /** Whether a reader would see nothing: it has only spaces of all kinds, and characters without width. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(FreeText::isInvisible);
    }

    /** Whether a character leaves no mark: a space of any kind, or one that only acts on its neighbors. */
    static boolean isInvisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    /** What is wrong with its characters, however many; null if nothing is. */
    public static @Nullable String characterFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
                return "must not contain control characters";
            }
            if (c >= 0x2028 && isDirection(c)) {
                return "must not contain characters that change the direction of writing or break lines";
            }
            if (Character.isSurrogate(c) && isBroken(text, i)) {
                return "must not contain half a character (an unpaired surrogate)";
            }
        }
        return null;
    }

    private static boolean isDirection(char c) {
        return c <= 0x202E || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isBroken(String text, int at) {
        if (Character.isHighSurrogate(text.charAt(at))) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
}
