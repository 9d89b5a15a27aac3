package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.kernel.Money;

/** Stripe's smallest units (docs.stripe.com/currencies, read in 2026). */
class StripeAmountsTest {
    @ParameterizedTest
    @CsvSource({
        "EUR, 2198, 2198",
        "HUF, 1045, 1045",
        "TWD, 80045, 80045",
        "KWD, 5120, 5120",
        "ISK, 5, 500",
        "UGX, 5, 500",
        "MGA, 500, 5",
        "JPY, 500, 500"
    })
    void an_amount_is_counted_as_stripe_counts(String currency, long minor, long stripe) {
        assertThat(StripeAmounts.of(new Money(minor, Currency.getInstance(currency))))
                .isEqualTo(OptionalLong.of(stripe));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"
            })
    void currencies_without_decimals_go_as_they_are(String currency) {
        assertThat(StripeAmounts.of(new Money(500, Currency.getInstance(currency))))
                .isEqualTo(OptionalLong.of(500));
    }

    @ParameterizedTest
    @CsvSource({"KWD, 5124", "BHD, 1", "OMR, 1001", "MGA, 550"})
    void a_fraction_that_stripe_does_not_take_is_no_amount(String currency, long minor) {
        assertThat(StripeAmounts.of(new Money(minor, Currency.getInstance(currency))))
                .isEmpty();
    }

    @Test
    void a_currency_is_written_small() {
        assertThat(StripeAmounts.code(Currency.getInstance("EUR"))).isEqualTo("eur");
    }
}
