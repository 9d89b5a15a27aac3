package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.stripe.StripeExamples.*;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Declined;

/** Every row of what Stripe declines and refuses, over the wire. */
class StripeRefusalsTest {
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

    static Set<Map.Entry<String, String>> declines() {
        return new TreeMap<>(StripeDeclines.REASONS).entrySet();
    }

    static List<StripeRefusals.Row> refusals() {
        return StripeRefusals.ROWS;
    }

    @ParameterizedTest
    @MethodSource("declines")
    void a_decline_code_is_told_in_our_words(Map.Entry<String, String> row) throws Exception {
        assertThat(authorize("pm_declined_" + row.getKey())).isEqualTo(new Declined(row.getValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stolen_card",
                "lost_card",
                "fraudulent",
                "merchant_blacklist",
                "do_not_honor",
                "generic_decline",
                "code_of_next_year"
            })
    void what_a_thief_should_not_know_and_what_we_do_not_know_is_just_declined(String code) throws Exception {
        assertThat(authorize("pm_declined_" + code)).isEqualTo(new Declined("DECLINED"));
    }

    @Test
    void without_a_decline_code_the_code_of_the_error_counts() throws Exception {
        stripe.spoil(new StripeStub.Spoiling.Refuse(StripeBooks.error(402, "card_error", "expired_card", null)));
        assertThat(authorize(VISA)).isEqualTo(new Declined("EXPIRED_CARD"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_is_told_in_our_words(StripeRefusals.Row row) throws Exception {
        gateway.authorize(authorization(VISA), PATIENCE);
        int status = "resource_missing".equals(row.code()) ? 404 : 400;
        stripe.spoil(new StripeStub.Spoiling.Refuse(
                StripeBooks.error(status, "invalid_request_error", row.code(), row.param())));
        assertThat(ask(row)).isEqualTo(new Declined(row.reason()));
    }

    private GatewayAnswer ask(StripeRefusals.Row row) throws IOException, InterruptedException {
        return switch (row.kind()) {
            case AUTHORIZE -> authorize(VISA);
            case CAPTURE -> gateway.capture(capture("pi_1", 2, 100, true), PATIENCE);
            case VOID -> gateway.reverse(reversal("pi_1", 2), PATIENCE);
            case REFUND -> gateway.refund(refund("pi_1", 2, 100), PATIENCE);
        };
    }

    private GatewayAnswer authorize(String token) throws IOException, InterruptedException {
        return gateway.authorize(authorization(token), PATIENCE);
    }
}
