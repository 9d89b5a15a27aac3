package waybill.payment.service.gateway.stripe;

import com.stripe.model.StripeError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer;

/**
 * Requests that Stripe refuses to carry out (status 400 and 404) although nothing is wrong with them as such: the token
 * is not one of its, the authorization has run out, the money was given back already. Such an answer is a decline; what
 * is not in this table is a mistake of ours or of the set-up.
 */
final class StripeRefusals {
    /**
     * One row.
     *
     * @param kind what was asked for
     * @param code Stripe's {@code code}; null for any
     * @param param the parameter that Stripe complains about; null for any
     */
    record Row(Kind kind, @Nullable String code, @Nullable String param, String reason) {
        boolean covers(Kind asked, StripeError error) {
            return kind == asked
                    && (code == null || code.equals(error.getCode()))
                    && (param == null || Objects.equals(param, error.getParam()));
        }
    }

    /** The first row that covers an error says the reason: codes come before parameters. */
    static final List<Row> ROWS = List.of(
            new Row(Kind.AUTHORIZE, "resource_missing", "payment_method", "UNKNOWN_TOKEN"),
            new Row(Kind.AUTHORIZE, "amount_too_small", null, "AMOUNT_TOO_SMALL"),
            new Row(Kind.AUTHORIZE, "amount_too_large", null, "AMOUNT_TOO_LARGE"),
            new Row(Kind.AUTHORIZE, "payment_method_currency_mismatch", null, "CURRENCY_NOT_SUPPORTED"),
            new Row(Kind.AUTHORIZE, "payment_intent_authentication_failure", null, "AUTHENTICATION_FAILED"),
            new Row(Kind.AUTHORIZE, "payment_intent_incompatible_payment_method", null, "TOKEN_REFUSED"),
            new Row(Kind.AUTHORIZE, "payment_method_unexpected_state", null, "TOKEN_REFUSED"),
            new Row(Kind.AUTHORIZE, "payment_method_unactivated", null, "TOKEN_REFUSED"),
            new Row(Kind.AUTHORIZE, null, "payment_method", "TOKEN_REFUSED"),
            new Row(Kind.AUTHORIZE, null, "amount", "AMOUNT_NOT_ACCEPTED"),
            new Row(Kind.AUTHORIZE, null, "currency", "CURRENCY_NOT_SUPPORTED"),
            new Row(Kind.CAPTURE, "resource_missing", null, "UNKNOWN_AUTHORIZATION"),
            new Row(Kind.CAPTURE, "capture_charge_authorization_expired", null, GatewayAnswer.EXPIRED),
            new Row(Kind.CAPTURE, "charge_expired_for_capture", null, GatewayAnswer.EXPIRED),
            new Row(Kind.CAPTURE, "charge_already_captured", null, "ALREADY_CAPTURED"),
            new Row(Kind.CAPTURE, "amount_too_large", null, "AMOUNT_TOO_LARGE"),
            new Row(Kind.CAPTURE, "amount_too_small", null, "AMOUNT_TOO_SMALL"),
            new Row(Kind.CAPTURE, null, "final_capture", "MULTICAPTURE_UNAVAILABLE"),
            new Row(Kind.CAPTURE, null, "amount_to_capture", "AMOUNT_TOO_LARGE"),
            new Row(Kind.CAPTURE, null, "metadata", "TOO_MANY_CAPTURES"),
            new Row(Kind.VOID, "resource_missing", null, "UNKNOWN_AUTHORIZATION"),
            new Row(Kind.REFUND, "resource_missing", null, "UNKNOWN_AUTHORIZATION"),
            new Row(Kind.REFUND, "charge_already_refunded", null, "ALREADY_REFUNDED"),
            new Row(Kind.REFUND, "charge_disputed", null, "CHARGE_DISPUTED"),
            new Row(Kind.REFUND, "refund_disputed_payment", null, "CHARGE_DISPUTED"),
            new Row(Kind.REFUND, "balance_insufficient", null, "GATEWAY_BALANCE_INSUFFICIENT"),
            new Row(Kind.REFUND, "insufficient_funds", null, "GATEWAY_BALANCE_INSUFFICIENT"),
            new Row(Kind.REFUND, "amount_too_large", null, "AMOUNT_TOO_LARGE"),
            new Row(Kind.REFUND, "amount_too_small", null, "AMOUNT_TOO_SMALL"),
            new Row(Kind.REFUND, null, "amount", "AMOUNT_TOO_LARGE"));

    private StripeRefusals() {}

    /** Why it was refused; empty if that is no answer to what was asked. */
    static Optional<String> reason(Kind kind, StripeError error) {
        return ROWS.stream()
                .filter(row -> row.covers(kind, error))
                .map(Row::reason)
                .findFirst();
    }
}
