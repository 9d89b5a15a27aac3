package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.stripe.StripeExamples.*;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;

/** Finding a transaction at Stripe without a look-up by its key. */
class StripeSearchTest {
    /** Longer than any of these searches takes on any machine: what ends a search here is never the time. */
    private static final Duration ALL_THE_TIME = Duration.ofMinutes(5);

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

    private Optional<GatewayAnswer> find() throws IOException, InterruptedException {
        return gateway.find(question(Kind.AUTHORIZE, 1, null), ALL_THE_TIME);
    }

    /** Payments of other orders, of the same moment. */
    private void others(int howMany) {
        for (int i = 0; i < howMany; i++) {
            ObjectNode other = StripeBooks.node()
                    .put("id", "pi_other_" + i)
                    .put("object", "payment_intent")
                    .put("status", "requires_capture")
                    .put("created", StripeBooks.NOW.getEpochSecond());
            other.putObject("metadata").put("waybill_key", key(1000 + i).value());
            stripe.books.intents().add(other);
        }
    }

    @Test
    void the_list_is_read_page_by_page_and_no_further_than_needed() throws Exception {
        gateway.authorize(authorization(VISA), PATIENCE);
        others(250);
        assertThat(find()).contains(new Succeeded("pi_1", StripeBooks.CAPTURE_BEFORE));
        assertThat(stripe.seen().subList(1, 4))
                .extracting(call -> call.form().get("starting_after"))
                .containsExactly(null, "pi_other_150", "pi_other_50");
        assertThat(stripe.seen()).hasSize(4);
    }

    @Test
    void only_the_time_in_which_the_call_can_have_been_made_is_read() throws Exception {
        assertThat(find()).isEmpty();
        long committed = StripeBooks.NOW.getEpochSecond();
        assertThat(stripe.seen())
                .extracting(
                        call -> Long.parseLong(call.form().get("created[gte]")) - committed,
                        call -> Long.parseLong(call.form().get("created[lte]")) - committed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(-3L, 13L),
                        org.assertj.core.groups.Tuple.tuple(-120L, 130L));
    }

    @ParameterizedTest
    @CsvSource({"PT-100S", "PT110S"})
    void clocks_that_are_apart_hide_nothing(Duration apart) throws Exception {
        stripe.books.now = StripeBooks.NOW.plus(apart);
        gateway.authorize(authorization(VISA), PATIENCE);
        assertThat(find()).containsInstanceOf(Succeeded.class);
    }

    @Test
    void a_search_that_cannot_be_finished_never_says_that_there_is_nothing() throws Exception {
        gateway.authorize(authorization(VISA), PATIENCE);
        others(10_001);
        assertThat(find()).contains(new Unknown("SEARCH_UNFINISHED"));
    }

    @ParameterizedTest
    @CsvSource({
        "succeeded, , ",
        "canceled, , AUTHORIZATION_CANCELLED",
        "requires_action, , AUTHENTICATION_REQUIRED",
        "requires_payment_method, expired_card, EXPIRED_CARD",
        "requires_payment_method, stolen_card, DECLINED"
    })
    void an_intent_is_read_as_it_stands_now(String status, String code, String reason) throws Exception {
        gateway.authorize(authorization(VISA), PATIENCE);
        ObjectNode intent = stripe.books.intent(0).put("status", status);
        if (code != null) {
            intent.putObject("last_payment_error").put("decline_code", code);
        }
        assertThat(find())
                .contains(reason == null ? new Succeeded("pi_1", StripeBooks.CAPTURE_BEFORE) : new Declined(reason));
    }
}
