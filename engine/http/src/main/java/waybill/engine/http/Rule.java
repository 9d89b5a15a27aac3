package waybill.engine.http;

import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import waybill.engine.http.json.FreeText;

/**
 * What a text with a grammar of its own must look like.
 *
 * @param lengthMax the most characters that are looked at
 * @param admits whether the text is one
 * @param expectation what it must be, after "must be": {@code a product id}
 */
public record Rule(int lengthMax, Predicate<String> admits, String expectation) {
    /** What has minor units can be paid with: not gold, and not the codes for tests and for no currency. */
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** An ISO 4217 currency code that exists and can be paid with. */
    public static final Rule CURRENCY = new Rule(CURRENCIES::contains, "an ISO 4217 currency code");

    /** An ISO 3166 country code of two letters. */
    public static final Rule COUNTRY = new Rule(COUNTRIES::contains, "an ISO 3166 country code of two capital letters");

    /** What stands for a card: visible ASCII, and never the card's own number, which nobody may keep. */
    public static final Rule CARD_TOKEN = reference(FreeText.LENGTH_MAX);

    /** A text of up to 256 characters that this admits. */
    public Rule(Predicate<String> admits, String expectation) {
        this(FreeText.LENGTH_MAX, admits, expectation);
    }

    /** A name that a program gave: visible ASCII, no longer than this, and not a card number. */
    public static Rule reference(int lengthMax) {
        return new Rule(
                lengthMax,
                text -> isVisibleAscii(text) && FreeText.fault(text) == null,
                "1 to " + lengthMax + " visible ASCII characters, and not a card number");
    }

    /** What this parser of an id accepts. */
    public static <T> Rule parsedBy(Function<String, Optional<T>> parser, String expectation) {
        return new Rule(text -> parser.apply(text).isPresent(), expectation);
    }

    /** Visible ASCII, no longer than this. */
    public static Rule visibleAscii(int lengthMax) {
        return new Rule(lengthMax, Rule::isVisibleAscii, "1 to " + lengthMax + " visible ASCII characters");
    }

    private static boolean isVisibleAscii(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Whether the text is short and clean enough to look at, and is what it must be. */
    boolean allows(String text) {
        return text.length() <= lengthMax && FreeText.characterFault(text) == null && admits.test(text);
    }
}
