package waybill.payment.service.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.payment.service.gateway.stripe.StripeExamples.ORDER;

import com.stripe.net.Webhook;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.payment.service.gateway.stripe.StripeNotices.NotFromStripe;

/** Who is believed to be Stripe, and what its notices are about. */
class StripeNoticesTest {
    private static final String SECRET = "whsec_of_a_test";

    private final StripeNotices notices = new StripeNotices(SECRET, InstantSource.fixed(StripeBooks.NOW));

    private static String event(String type, String metadata) {
        return "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"x_1\",\"metadata\":%s}}}"
                .formatted(type, metadata);
    }

    private static String ofOurs(String type) {
        return event(type, "{\"waybill_order\":\"" + ORDER.value() + "\"}");
    }

    private static String signed(String body, String secret, Duration ago) throws GeneralSecurityException {
        return Webhook.Signature.generateSignatureHeader(
                body, secret, StripeBooks.NOW.minus(ago).getEpochSecond());
    }

    private Optional<StripeNotice> read(String body) throws GeneralSecurityException, NotFromStripe {
        return notices.read(body.getBytes(UTF_8), signed(body, SECRET, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment_intent.amount_capturable_updated",
                "payment_intent.succeeded",
                "payment_intent.canceled",
                "payment_intent.payment_failed",
                "charge.captured",
                "charge.refunded",
                "charge.expired",
                "refund.updated",
                "refund.failed"
            })
    void news_of_money_of_our_orders_is_heard(String type) throws Exception {
        assertThat(read(ofOurs(type))).contains(new StripeNotice(type, ORDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer.created", "invoice.paid", "something.of.next.year", "", "payment_intent"})
    void other_news_is_ignored(String type) throws Exception {
        assertThat(read(ofOurs(type))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"waybill_order\":\"ord_of_somebody_else\"}", "{\"waybill_order\":7}"})
    void news_of_other_peoples_money_is_ignored(String metadata) throws Exception {
        assertThat(read(event("charge.captured", metadata))).isEmpty();
        assertThat(read("{}")).isEmpty();
    }

    @Test
    void a_signature_of_another_body_another_secret_or_none_is_not_believed() throws Exception {
        String body = ofOurs("charge.captured");
        byte[] bytes = body.getBytes(UTF_8);
        String others = signed(body + " ", SECRET, Duration.ZERO);
        String forged = signed(body, "whsec_guessed", Duration.ZERO);
        assertThatThrownBy(() -> notices.read(bytes, others)).isInstanceOf(NotFromStripe.class);
        assertThatThrownBy(() -> notices.read(bytes, forged)).isInstanceOf(NotFromStripe.class);
        assertThatThrownBy(() -> notices.read(bytes, null)).isInstanceOf(NotFromStripe.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t=", "t=now,v1=00", "v1=00", "t=1772366400", "nonsense", "t=99999999999999999999,v1=00"})
    void a_header_that_is_no_signature_is_not_believed(String header) {
        byte[] bytes = ofOurs("charge.captured").getBytes(UTF_8);
        assertThatThrownBy(() -> notices.read(bytes, header)).isInstanceOf(NotFromStripe.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT4M59S, true", "PT5M1S, false", "P1D, false"})
    void a_signature_is_believed_for_five_minutes(Duration ago, boolean believed) throws Exception {
        String body = ofOurs("charge.captured");
        String header = signed(body, SECRET, ago);
        if (believed) {
            assertThat(notices.read(body.getBytes(UTF_8), header)).isPresent();
        } else {
            assertThatThrownBy(() -> notices.read(body.getBytes(UTF_8), header)).isInstanceOf(NotFromStripe.class);
        }
    }

    @Test
    void while_a_secret_is_changed_one_of_two_signatures_is_enough() throws Exception {
        String body = ofOurs("charge.captured");
        String ours = signed(body, SECRET, Duration.ZERO);
        String both = signed(body, "whsec_new", Duration.ZERO) + "," + ours.substring(ours.indexOf("v1="));
        assertThat(notices.read(body.getBytes(UTF_8), both)).isPresent();
    }

    @Test
    void a_signed_body_that_is_not_json_is_not_believed() throws Exception {
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(NotFromStripe.class);
    }
}
