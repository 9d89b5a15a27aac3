package waybill.engine.http.json;

/**
 * Finds payment card numbers in texts: they are never accepted, so that they can never be stored (PRODUCT.md §3.10).
 */
final class CardNumbers {
    private static final int LENGTH_MIN = 14;
    private static final int LENGTH_MAX = 19;

    private CardNumbers() {}

    /**
     * Whether the text has 14 to 19 digits, maybe with single spaces or hyphens, that are a card number by their sum.
     * Digits that a letter touches are part of something else, such as a random id.
     */
    static boolean isIn(String text) {
        if (text.length() < LENGTH_MIN) {
            return false;
        }
        StringBuilder run = new StringBuilder(LENGTH_MAX);
        boolean touched = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                run.append(c);
            } else if (!isGap(text, i)) {
                if (!touched && !Character.isLetter(c) && isCard(run)) {
                    return true;
                }
                touched = Character.isLetter(c);
                run.setLength(0);
            }
        }
        return !touched && isCard(run);
    }

    private static boolean isGap(String text, int at) {
        char c = text.charAt(at);
        return (c == ' ' || c == '-')
                && at > 0
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }

    private static boolean isCard(CharSequence digits) {
        if (digits.length() < LENGTH_MIN || digits.length() > LENGTH_MAX) {
            return false;
        }
        char first = digits.charAt(0);
        return first >= '2' && first <= '6' && luhn(digits) % 10 == 0;
    }

    private static int luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum;
    }
}
