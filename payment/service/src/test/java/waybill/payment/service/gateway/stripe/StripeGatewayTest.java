package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.stripe.StripeExamples.*;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.Currency;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.kernel.Money;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;
import waybill.payment.service.gateway.GatewayRequest;

/** What is said to Stripe, and what its answers come to. */
class StripeGatewayTest {
    private StripeStub stripe;
    private StripeGateway gateway;

    @BeforeEach
    void opens() throws IOException {
        stripe = new StripeStub();
        gateway = new StripeGateway(stripe.settings());
    }

    @AfterEach
    void closes() {
        gateway.close();
        stripe.close();
    }

    private GatewayAnswer authorize(String token) throws IOException, InterruptedException {
        return gateway.authorize(authorization(token), PATIENCE);
    }

    @Test
    void an_authorization_is_an_intent_with_manual_capture_that_carries_our_names() throws Exception {
        assertThat(authorize(VISA)).isEqualTo(new Succeeded("pi_1", StripeBooks.CAPTURE_BEFORE));
        StripeStub.Seen call = stripe.seen().getFirst();
        assertThat(call.method() + " " + call.path()).isEqualTo("POST /v1/payment_intents");
        assertThat(call.header("Idempotency-Key")).isEqualTo(KEY.value());
        assertThat(call.header("Stripe-Version")).isNotBlank();
        assertThat(call.header("X-Stripe-Client-Telemetry")).isNull();
        assertThat(call.form())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("amount", "2198"),
                        Map.entry("currency", "eur"),
                        Map.entry("payment_method", VISA),
                        Map.entry("confirm", "true"),
                        Map.entry("capture_method", "manual"),
                        Map.entry("automatic_payment_methods[enabled]", "true"),
                        Map.entry("automatic_payment_methods[allow_redirects]", "never"),
                        Map.entry("payment_method_options[card][request_multicapture]", "if_available"),
                        Map.entry("description", "Order " + ORDER.value()),
                        Map.entry("metadata[waybill_order]", ORDER.value()),
                        Map.entry("metadata[waybill_key]", KEY.value()),
                        Map.entry("expand[0]", "latest_charge")));
    }

    @Test
    void an_authorization_that_does_not_say_how_long_it_lasts_has_no_end() throws Exception {
        authorize(VISA);
        stripe.books.intent(0).remove("latest_charge");
        assertThat(gateway.find(question(Kind.AUTHORIZE, 1, null), PATIENCE)).contains(new Succeeded("pi_1", null));
    }

    @Test
    void a_card_that_wants_its_owner_to_authenticate_is_declined_and_its_intent_ends() throws Exception {
        assertThat(authorize("pm_card_authenticationRequired")).isEqualTo(new Declined("AUTHENTICATION_REQUIRED"));
        assertThat(stripe.books.intent(0).path("status").asText()).isEqualTo("canceled");
    }

    @Test
    void it_is_declined_even_if_its_intent_cannot_be_ended() throws Exception {
        stripe.books.failCancels = true;
        assertThat(authorize("pm_card_authenticationRequired")).isEqualTo(new Declined("AUTHENTICATION_REQUIRED"));
    }

    @ParameterizedTest
    @CsvSource({"processing, PROCESSING", "requires_confirmation, REQUIRES_CONFIRMATION", "something_new, SOMETHING_NEW"
    })
    void an_intent_that_has_not_come_to_an_end_leaves_the_answer_open(String status, String reason) throws Exception {
        ObjectNode intent = StripeBooks.node()
                .put("id", "pi_1")
                .put("object", "payment_intent")
                .put("status", status);
        stripe.spoil(new StripeStub.Spoiling.Refuse(new StripeBooks.Said(200, intent)));
        assertThat(authorize(VISA)).isEqualTo(new Unknown(reason));
    }

    @Test
    void a_token_that_is_none_of_stripes_is_declined() throws Exception {
        assertThat(authorize("tok_ok")).isEqualTo(new Declined("UNKNOWN_TOKEN"));
    }

    @Test
    void an_amount_that_stripe_has_no_number_for_is_declined_and_nothing_is_sent() throws Exception {
        Money fils = new Money(1001, Currency.getInstance("KWD"));
        var request = new GatewayRequest.Authorization(KEY, ORDER, fils, VISA, StripeBooks.NOW);
        assertThat(gateway.authorize(request, PATIENCE)).isEqualTo(new Declined("AMOUNT_NOT_REPRESENTABLE"));
        assertThat(stripe.seen()).isEmpty();
    }

    @Test
    void only_the_last_capture_is_final() throws Exception {
        authorize(VISA);
        assertThat(gateway.capture(capture("pi_1", 2, 1000, false), PATIENCE)).isEqualTo(new Succeeded("ch_1", null));
        assertThat(gateway.capture(capture("pi_1", 3, 1198, true), PATIENCE)).isEqualTo(new Succeeded("ch_1", null));
        assertThat(stripe.seen().subList(1, 3))
                .extracting(StripeStub.Seen::path, StripeStub.Seen::form)
                .containsExactly(
                        tuple("/v1/payment_intents/pi_1/capture", captured("1000", "false", 2)),
                        tuple("/v1/payment_intents/pi_1/capture", captured("1198", "true", 3)));
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static Map<String, String> captured(String amount, String isFinal, long number) {
        return Map.of(
                "amount_to_capture",
                amount,
                "final_capture",
                isFinal,
                "metadata[" + key(number).value() + "]",
                amount);
    }

    @Test
    void an_account_without_multicapture_captures_everything_at_once_or_nothing() throws Exception {
        stripe.books.multicapture = false;
        authorize(VISA);
        assertThat(gateway.capture(capture("pi_1", 2, 1000, false), PATIENCE))
                .isEqualTo(new Declined("MULTICAPTURE_UNAVAILABLE"));
        assertThat(gateway.capture(capture("pi_1", 3, 2198, true), PATIENCE)).isEqualTo(new Succeeded("ch_1", null));
    }

    @ParameterizedTest
    @CsvSource({
        "canceled, automatic, 0, AUTHORIZATION_EXPIRED",
        "canceled, expired, 0, AUTHORIZATION_EXPIRED",
        "canceled, requested_by_customer, 0, AUTHORIZATION_CANCELLED",
        "canceled, , 0, AUTHORIZATION_CANCELLED",
        "succeeded, , 1000, AUTHORIZATION_EXPIRED",
        "succeeded, , 2198, ALREADY_CAPTURED"
    })
    void a_capture_of_an_intent_that_has_ended_is_declined_for_what_ended_it(
            String status, String because, long received, String reason) throws Exception {
        authorize(VISA);
        stripe.books.intent(0).put("status", status).put("amount_received", received);
        stripe.books.intent(0).put("cancellation_reason", because);
        assertThat(gateway.capture(capture("pi_1", 2, 500, true), PATIENCE)).isEqualTo(new Declined(reason));
    }

    @Test
    void a_capture_that_stripe_was_told_but_has_no_money_for_stays_open() throws Exception {
        authorize(VISA);
        ((ObjectNode) stripe.books.intent(0).path("metadata")).put(key(2).value(), "500");
        assertThat(gateway.find(question(Kind.CAPTURE, 2, "pi_1"), PATIENCE))
                .contains(new Unknown("CAPTURED_AMOUNT_DISAGREES"));
    }

    @Test
    void an_untouched_intent_is_cancelled_and_the_rest_of_another_is_set_free_by_capturing_nothing() throws Exception {
        authorize(VISA);
        gateway.capture(capture("pi_1", 2, 1000, false), PATIENCE);
        assertThat(gateway.reverse(reversal("pi_1", 3), PATIENCE)).isEqualTo(new Succeeded("pi_1", null));
        StripeStub.Seen release = stripe.seen().getLast();
        assertThat(release.path()).isEqualTo("/v1/payment_intents/pi_1/capture");
        assertThat(release.form()).isEqualTo(Map.of("amount_to_capture", "0", "final_capture", "true"));
        assertThat(stripe.books.intent(0).path("amount_received").asLong()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"canceled", "succeeded"})
    void what_is_free_already_counts_as_reversed_and_nothing_more_is_sent(String status) throws Exception {
        authorize(VISA);
        stripe.books.intent(0).put("status", status);
        assertThat(gateway.reverse(reversal("pi_1", 3), PATIENCE)).isEqualTo(new Succeeded("pi_1", null));
        assertThat(stripe.seen()).extracting(StripeStub.Seen::method).containsExactly("POST", "GET");
    }

    @ParameterizedTest
    @CsvSource({
        "succeeded, SUCCEEDED",
        "failed, REFUND_FAILED",
        "canceled, REFUND_CANCELLED",
        "pending, REFUND_PENDING",
        "requires_action, REFUND_REQUIRES_ACTION"
    })
    void a_refund_is_what_its_status_says(String status, String reason) throws Exception {
        authorize(VISA);
        gateway.capture(capture("pi_1", 2, 2198, true), PATIENCE);
        gateway.refund(refund("pi_1", 3, 500), PATIENCE);
        stripe.books.refunds().getFirst().put("status", status);
        GatewayAnswer found =
                gateway.find(question(Kind.REFUND, 3, "pi_1"), PATIENCE).orElseThrow();
        assertThat(found)
                .isEqualTo(
                        switch (reason) {
                            case "SUCCEEDED" -> new Succeeded("re_2", null);
                            case "REFUND_FAILED", "REFUND_CANCELLED" -> new Declined(reason);
                            default -> new Unknown(reason);
                        });
        assertThat(stripe.seen().get(2).form())
                .isEqualTo(Map.of(
                        "payment_intent",
                        "pi_1",
                        "amount",
                        "500",
                        "metadata[waybill_order]",
                        ORDER.value(),
                        "metadata[waybill_key]",
                        key(3).value()));
    }

    @Test
    void secrets_are_never_printed() {
        StripeSettings settings =
                new StripeSettings("sk_live_secret", "whsec_secret", URI.create("https://stripe.example"));
        assertThat(settings.toString()).isEqualTo("StripeSettings[live key, a webhook secret, https://stripe.example]");
        assertThat(authorization(VISA).toString()).doesNotContain(VISA);
    }
}
