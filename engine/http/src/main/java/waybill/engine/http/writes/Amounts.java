package waybill.engine.http.writes;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.Body;
import waybill.engine.http.FieldError;
import waybill.engine.http.Problem;
import waybill.engine.http.Rule;
import waybill.kernel.Money;

/** Reads money from requests: exact, not more decimals than the currency has, not more than Waybill can carry. */
public final class Amounts {
    /** Stands for a currency that does not exist; it has the most decimals, so that nothing is said about those. */
    private static final Currency PLACEHOLDER = Currency.getInstance("CLF");

    private Amounts() {}

    /** A currency that exists. */
    public static Currency currency(Body body, String name) {
        String code = body.text(name, Rule.CURRENCY);
        return Rule.CURRENCY.admits().test(code) ? Currency.getInstance(code) : PLACEHOLDER;
    }

    /** An amount, zero included; 422 {@code amount-precision} if it has too many decimals. */
    public static Money of(Body body, String name, Currency currency) {
        return money(body, name, body.decimal(name), currency);
    }

    /** An amount above zero. */
    public static Money positive(Body body, String name, Currency currency) {
        Money money = of(body, name, currency);
        if (money.isZero()) {
            body.complain(name, "OUT_OF_RANGE", "must be more than 0");
        }
        return money;
    }

    /** An amount, or null if it is absent. */
    public static @Nullable Money optional(Body body, String name, Currency currency) {
        BigDecimal decimal = body.optionalDecimal(name);
        return decimal == null ? null : money(body, name, decimal, currency);
    }

    private static Money money(Body body, String name, BigDecimal decimal, Currency currency) {
        BigDecimal exact = decimal.stripTrailingZeros();
        if (exact.scale() > Money.digits(currency)) {
            throw Problem.of(
                            "amount-precision",
                            currency + " has " + Money.digits(currency) + " decimals; " + name + " has more.")
                    .with(
                            "errors",
                            List.of(new FieldError(
                                    body.pointer(name),
                                    "AMOUNT_PRECISION",
                                    "must not have more than " + Money.digits(currency) + " decimals")))
                    .asException();
        }
        if (exact.movePointRight(Money.digits(currency)).compareTo(BigDecimal.valueOf(Money.MINOR_MAX)) > 0) {
            body.complain(name, "OUT_OF_RANGE", "must not be more than " + Money.MINOR_MAX + " minor units");
            return Money.zero(currency);
        }
        return Money.of(exact, currency);
    }
}
