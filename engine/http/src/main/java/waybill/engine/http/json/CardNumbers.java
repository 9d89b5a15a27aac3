package waybill.engine.http.json;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds payment card numbers in texts: they are never accepted, so that they can never be stored (PRODUCT.md §3.10).
 * Taken for one is what a card scheme may have given out, by its first digits, its length and its sum, in digits of any
 * script, in one piece or in groups as people write them. Digits that a letter touches are part of something else, such
 * as a random id.
 */
final class CardNumbers {
    private static final int LENGTH_MIN = 14;
    private static final int LENGTH_MAX = 19;

    /** People write groups of up to six digits; the long ones of a UUID are none. */
    private static final int GROUP_MAX = 6;

    /** Groups of digits with up to three gaps between them, in a text that has been made plain. */
    private static final Pattern GROUPS = Pattern.compile("(?<![0-9])[0-9]+(-{1,3}[0-9]+)*");

    /**
     * What the schemes give out: Diners, American Express, Visa, Mastercard, JCB and Maestro, Discover and UnionPay.
     */
    private static final Pattern GIVEN_OUT = Pattern.compile("3(0[0-59]|[689][0-9])[0-9]{11}|3[47][0-9]{13}"
            + "|4([0-9]{15}|[0-9]{18})|(5[0-8]|35|2[3-6])[0-9]{14}|(22[2-9]|27[0-2])[0-9]{13}|6[0-9]{15,18}");

    private CardNumbers() {}

    /** Whether there is a card number. */
    static boolean isIn(String text) {
        if (text.length() < LENGTH_MIN
                || text.chars().filter(Character::isDigit).limit(LENGTH_MIN).count() < LENGTH_MIN) {
            return false;
        }
        String plain = plain(text);
        Matcher found = GROUPS.matcher(plain);
        while (found.find()) {
            List<String> groups = List.of(found.group().split("-+"));
            int from = isLetter(plain, found.start() - 1) ? 1 : 0;
            int to = isLetter(plain, found.end()) ? groups.size() - 1 : groups.size();
            if (from < to && isAmong(groups.subList(from, to))) {
                return true;
            }
        }
        return false;
    }

    /** Digits as ASCII, every gap as a hyphen, every letter as an x, anything else as a point; no invisible marks. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .map(CardNumbers::plain)
                .forEach(c -> plain.append((char) c));
        return plain.toString();
    }

    private static int plain(int c) {
        int digit = Character.digit(c, 10);
        boolean isGap = c == '.' || Character.isSpaceChar(c) || Character.getType(c) == Character.DASH_PUNCTUATION;
        return digit >= 0 ? '0' + digit : isGap ? '-' : Character.isLetter(c) ? 'x' : ':';
    }

    private static boolean isLetter(String plain, int at) {
        return at >= 0 && at < plain.length() && plain.charAt(at) == 'x';
    }

    /** Any of the groups, or several that follow one another and are short enough. */
    private static boolean isAmong(List<String> groups) {
        for (int from = 0; from < groups.size(); from++) {
            StringBuilder digits = new StringBuilder(groups.get(from));
            boolean isGrouped = digits.length() <= GROUP_MAX;
            for (int next = from + 1; isGrouped && next < groups.size() && digits.length() < LENGTH_MAX; next++) {
                if (isCard(digits)) {
                    return true;
                }
                isGrouped = groups.get(next).length() <= GROUP_MAX;
                digits.append(isGrouped ? groups.get(next) : "");
            }
            if (isCard(digits)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCard(CharSequence digits) {
        return digits.length() >= LENGTH_MIN && GIVEN_OUT.matcher(digits).matches() && luhn(digits) % 10 == 0;
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
