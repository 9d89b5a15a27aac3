package waybill.payment.service.gateway.stripe;

import java.time.Duration;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayQuestion;
import waybill.payment.service.gateway.GatewayRequest;

/** One ordinary order over 21.98 EUR that is paid at Stripe. */
final class StripeExamples {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** For calls that end only when nobody listens any more. */
    static final Duration IMPATIENCE = Duration.ofMillis(300);

    static final OrderId ORDER = OrderId.of(uuid(1));
    static final TransactionId KEY = key(1);
    static final String VISA = "pm_card_visa";

    private StripeExamples() {}

    static TransactionId key(long number) {
        return TransactionId.of(uuid(number));
    }

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static GatewayRequest.Authorization authorization(String token) {
        return new GatewayRequest.Authorization(KEY, ORDER, euros(2198), token, StripeBooks.NOW);
    }

    static GatewayRequest.Capture capture(String intent, long number, long cents, boolean isFinal) {
        return new GatewayRequest.Capture(key(number), ORDER, euros(cents), intent, isFinal, StripeBooks.NOW);
    }

    static GatewayRequest.Reversal reversal(String intent, long number) {
        return new GatewayRequest.Reversal(key(number), ORDER, euros(2198), intent, StripeBooks.NOW);
    }

    static GatewayRequest.Refund refund(String intent, long number, long cents) {
        return new GatewayRequest.Refund(key(number), ORDER, euros(cents), intent, StripeBooks.NOW);
    }

    static GatewayQuestion question(Kind kind, long number, @Nullable String intent) {
        return new GatewayQuestion(key(number), kind, ORDER, euros(2198), StripeBooks.NOW, intent);
    }

    /** A version 7 UUID that differs by this number. */
    private static UUID uuid(long number) {
        return new UUID(0x0195_50f0_0000_7000L, 0x8000_0000_0000_0000L | number);
    }
}
