package waybill.payment.service.gateway.stripe;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import waybill.kernel.Money;

/**
 * Amounts as Stripe counts them (docs.stripe.com/currencies): in the currency's smallest unit, which for some
 * currencies is not the one of ISO 4217.
 */
final class StripeAmounts {
    /** Has decimals by ISO 4217, and none at Stripe. */
    private static final Set<String> WITHOUT_DECIMALS = Set.of("MGA");
    /** Has no decimals any more, but Stripe goes on counting hundredths, and takes only whole ones. */
    private static final Set<String> IN_HUNDREDTHS = Set.of("ISK", "UGX");
    /** Stripe counts thousandths of these, and takes only those whose last digit is zero. */
    private static final int THREE_DECIMALS = 3;

    private static final Map<Integer, Long> POWERS = Map.of(0, 1L, 1, 10L, 2, 100L, 3, 1000L);

    private StripeAmounts() {}

    /** Empty if Stripe has no number for this amount. */
    static OptionalLong of(Money money) {
        int digits = Money.digits(money.currency());
        String code = money.currency().getCurrencyCode();
        if (WITHOUT_DECIMALS.contains(code)) {
            return divided(money.minor(), POWERS.getOrDefault(digits, 1L));
        }
        if (digits == 0 && IN_HUNDREDTHS.contains(code)) {
            return OptionalLong.of(Math.multiplyExact(money.minor(), 100L));
        }
        if (digits > THREE_DECIMALS || (digits == THREE_DECIMALS && money.minor() % 10 != 0)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(money.minor());
    }

    /** The currency as Stripe writes it. */
    static String code(Currency currency) {
        return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static OptionalLong divided(long minor, long by) {
        return minor % by == 0 ? OptionalLong.of(minor / by) : OptionalLong.empty();
    }
}
