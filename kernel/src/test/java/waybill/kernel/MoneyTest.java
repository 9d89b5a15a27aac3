package waybill.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneyTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest
    @CsvSource({
        "10.99, EUR, 1099, 10.99",
        "10.9, EUR, 1090, 10.90",
        "10, EUR, 1000, 10.00",
        "0, EUR, 0, 0.00",
        "1e3, EUR, 100000, 1000.00",
        "10.990, EUR, 1099, 10.99",
        "500, JPY, 500, 500",
        "1.234, KWD, 1234, 1.234",
        "0.01, USD, 1, 0.01"
    })
    void a_decimal_is_read_exactly_and_written_with_all_digits_of_its_currency(
            String amount, String currency, long minor, String written) {
        Money money = Money.of(new BigDecimal(amount), Currency.getInstance(currency));

        assertThat(money.minor()).isEqualTo(minor);
        assertThat(money.decimal()).isEqualTo(written);
        assertThat(money).hasToString(written + " " + currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.999", "0.001", "99999999999999999999"})
    void what_the_currency_cannot_say_is_not_rounded(String amount) {
        assertThatThrownBy(() -> Money.of(new BigDecimal(amount), EUR)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void yen_have_no_decimals() {
        assertThatThrownBy(() -> Money.of(new BigDecimal("1.5"), Currency.getInstance("JPY")))
                .isInstanceOf(ArithmeticException.class);
        assertThat(Money.digits(Currency.getInstance("XAU"))).isZero();
    }

    @Test
    void money_is_never_negative() {
        assertThatThrownBy(() -> new Money(-1, EUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, EUR).minus(new Money(2, EUR)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, EUR).times(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sums_and_products_are_exact_or_not_at_all() {
        assertThat(new Money(1099, EUR).plus(new Money(1, EUR))).isEqualTo(new Money(1100, EUR));
        assertThat(new Money(1099, EUR).minus(new Money(1099, EUR)).isZero()).isTrue();
        assertThat(new Money(1099, EUR).times(3)).isEqualTo(new Money(3297, EUR));
        assertThat(new Money(1099, EUR).times(0)).isEqualTo(Money.zero(EUR));
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, EUR).plus(new Money(1, EUR)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, EUR).times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currencies_do_not_mix() {
        Money euro = new Money(1, EUR);
        Money dollar = new Money(1, USD);
        assertThatThrownBy(() -> euro.plus(dollar)).hasMessage("cannot mix EUR and USD");
        assertThatThrownBy(() -> euro.minus(dollar)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euro.compareTo(dollar)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_is_greater() {
        assertThat(new Money(2, EUR)).isGreaterThan(new Money(1, EUR)).isEqualByComparingTo(new Money(2, EUR));
    }
}
