package waybill.kernel;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount that is never negative: integer minor units (cents for EUR, yen for JPY) of an ISO 4217 currency.
 *
 * @param minor minor units, 0 or more
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {
    /** The most a single amount may be, in minor units (API.md §1). */
    public static final long MINOR_MAX = 1_000_000_000_000L;

    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("money is never negative: " + minor + " " + currency);
        }
    }

    /** Nothing, in this currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * The money a decimal says.
     *
     * @throws ArithmeticException if it has more decimals than the currency, or does not fit
     */
    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(amount.movePointRight(digits(currency)).longValueExact(), currency);
    }

    /** Decimals of the currency: 2 for EUR, 0 for JPY, 3 for KWD. */
    public static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    /** The sum, of one currency. */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    /** The difference, of one currency; never below zero. */
    public Money minus(Money other) {
        return new Money(minor - sameCurrency(other).minor, currency);
    }

    /** This price for so many units. */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(minor, (long) quantity), currency);
    }

    /** Whether there is anything. */
    public boolean isZero() {
        return minor == 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    /** The decimal as the API writes it, with all digits of the currency: {@code 10.99}. */
    public String decimal() {
        return BigDecimal.valueOf(minor, digits(currency)).toPlainString();
    }

    @Override
    public String toString() {
        return decimal() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
