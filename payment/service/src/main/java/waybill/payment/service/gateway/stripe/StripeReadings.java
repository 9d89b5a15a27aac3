package waybill.payment.service.gateway.stripe;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;

/** What an intent or a refund, as it stands at Stripe, says about one of our transactions. */
final class StripeReadings {
    private static final Set<String> RAN_OUT = Set.of("automatic", "expired");

    private StripeReadings() {}

    /** Whether the money of this intent is set aside, or has been. */
    static GatewayAnswer authorization(PaymentIntent intent) {
        return switch (status(intent)) {
            case "requires_capture", "succeeded" -> new Succeeded(intent.getId(), captureBefore(intent));
            case "requires_payment_method" -> new Declined(StripeDeclines.reason(intent.getLastPaymentError()));
            // The customer is not there to authenticate, and nobody else can: it will never go on.
            case "requires_action" -> new Declined(StripeDeclines.AUTHENTICATION_REQUIRED);
            // Whatever it held is free again, and nothing will ever be taken.
            case "canceled" -> new Declined("AUTHORIZATION_CANCELLED");
            default -> undecided(status(intent));
        };
    }

    /** Whether this transaction has captured from the intent, by what the intent says it has been told. */
    static Optional<GatewayAnswer> capture(PaymentIntent intent, TransactionId key) {
        Map<String, String> told = intent.getMetadata() == null ? Map.of() : intent.getMetadata();
        if (!told.containsKey(key.value())) {
            return Optional.empty();
        }
        long captured = told.entrySet().stream()
                .filter(entry -> TransactionId.parse(entry.getKey()).isPresent())
                .mapToLong(entry -> Long.parseLong(entry.getValue()))
                .sum();
        return Optional.of(
                captured <= received(intent)
                        ? new Succeeded(charge(intent), null)
                        : new Unknown("CAPTURED_AMOUNT_DISAGREES"));
    }

    /** Why an intent in this state lets nothing be captured. */
    static GatewayAnswer captureRefused(PaymentIntent intent) {
        return switch (status(intent)) {
            case "canceled" ->
                new Declined(
                        RAN_OUT.contains(String.valueOf(intent.getCancellationReason()))
                                ? GatewayAnswer.EXPIRED
                                : "AUTHORIZATION_CANCELLED");
            // Nothing is asked for that is not left by our books, so Stripe has set the rest free.
            case "succeeded" ->
                new Declined(received(intent) < intent.getAmount() ? GatewayAnswer.EXPIRED : "ALREADY_CAPTURED");
            default -> undecided(status(intent));
        };
    }

    /** Whether nothing is set aside any more; empty if there still is. */
    static Optional<GatewayAnswer> reversal(PaymentIntent intent) {
        return switch (status(intent)) {
            case "canceled", "succeeded" -> Optional.of(new Succeeded(intent.getId(), null));
            default -> Optional.empty();
        };
    }

    /** Whether the money is given back. */
    static GatewayAnswer refund(Refund refund) {
        return switch (String.valueOf(refund.getStatus())) {
            case "succeeded" -> new Succeeded(refund.getId(), null);
            case "failed" -> new Declined("REFUND_FAILED");
            case "canceled" -> new Declined("REFUND_CANCELLED");
            default -> undecided("refund_" + refund.getStatus());
        };
    }

    /** Whether anything has been captured from it. */
    static boolean isPartlyCaptured(PaymentIntent intent) {
        return received(intent) > 0;
    }

    private static String status(PaymentIntent intent) {
        return String.valueOf(intent.getStatus());
    }

    private static Unknown undecided(String status) {
        return new Unknown(status.toUpperCase(Locale.ROOT));
    }

    private static long received(PaymentIntent intent) {
        Long received = intent.getAmountReceived();
        return received == null ? 0 : received;
    }

    private static String charge(PaymentIntent intent) {
        String charge = intent.getLatestCharge();
        return charge == null ? intent.getId() : charge;
    }

    private static @Nullable Instant captureBefore(PaymentIntent intent) {
        return Optional.ofNullable(intent.getLatestChargeObject())
                .map(Charge::getPaymentMethodDetails)
                .map(Charge.PaymentMethodDetails::getCard)
                .map(Charge.PaymentMethodDetails.Card::getCaptureBefore)
                .map(Instant::ofEpochSecond)
                .orElse(null);
    }
}
