package waybill.payment.service.gateway.stripe;

import com.stripe.model.StripeError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a card was declined, in our words (docs.stripe.com/declines/codes). Codes that a thief should not learn about,
 * such as {@code stolen_card}, and codes that we do not know are all {@link #DECLINED}.
 */
final class StripeDeclines {
    static final String DECLINED = "DECLINED";
    static final String AUTHENTICATION_REQUIRED = "AUTHENTICATION_REQUIRED";

    /** By Stripe's {@code decline_code}, or by its {@code code} if there is none. */
    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("approve_with_id", "TRY_AGAIN"),
            Map.entry("authentication_not_handled", AUTHENTICATION_REQUIRED),
            Map.entry("authentication_required", AUTHENTICATION_REQUIRED),
            Map.entry("card_not_supported", "CARD_NOT_SUPPORTED"),
            Map.entry("card_velocity_exceeded", "LIMIT_EXCEEDED"),
            Map.entry("currency_not_supported", "CURRENCY_NOT_SUPPORTED"),
            Map.entry("duplicate_transaction", "DUPLICATE_TRANSACTION"),
            Map.entry("expired_card", "EXPIRED_CARD"),
            Map.entry("incorrect_address", "INCORRECT_ADDRESS"),
            Map.entry("incorrect_cvc", "INCORRECT_CVC"),
            Map.entry("incorrect_number", "INCORRECT_NUMBER"),
            Map.entry("incorrect_zip", "INCORRECT_ADDRESS"),
            Map.entry("insufficient_funds", "INSUFFICIENT_FUNDS"),
            Map.entry("invalid_account", "INVALID_ACCOUNT"),
            Map.entry("invalid_amount", "AMOUNT_NOT_ACCEPTED"),
            Map.entry("invalid_cvc", "INCORRECT_CVC"),
            Map.entry("invalid_expiry_month", "EXPIRED_CARD"),
            Map.entry("invalid_expiry_year", "EXPIRED_CARD"),
            Map.entry("invalid_number", "INCORRECT_NUMBER"),
            Map.entry("issuer_not_available", "TRY_AGAIN"),
            Map.entry("new_account_information_available", "INVALID_ACCOUNT"),
            Map.entry("payment_intent_authentication_failure", "AUTHENTICATION_FAILED"),
            Map.entry("processing_error", "TRY_AGAIN"),
            Map.entry("reenter_transaction", "TRY_AGAIN"),
            Map.entry("testmode_decline", "TEST_CARD"),
            Map.entry("try_again_later", "TRY_AGAIN"),
            Map.entry("withdrawal_count_limit_exceeded", "LIMIT_EXCEEDED"));

    private StripeDeclines() {}

    /** The reason that the error tells. */
    static String reason(@Nullable StripeError error) {
        if (error == null) {
            return DECLINED;
        }
        String code = error.getDeclineCode() == null ? error.getCode() : error.getDeclineCode();
        return code == null ? DECLINED : REASONS.getOrDefault(code, DECLINED);
    }
}
