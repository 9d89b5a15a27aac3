package waybill.server.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.engine.http.client.Reply;
import waybill.order.service.Payments.Outcome;
import waybill.server.neighbours.TransferReply.Kind;

/** What payment's answers mean, one by one. */
class TransferReplyTest {
    private static final String DONE = "{\"id\":\"PAY\",\"transactions\":["
            + "{\"kind\":\"AUTHORIZE\",\"status\":\"SUCCEEDED\",\"amount\":\"10.99\",\"reference\":null},"
            + "{\"kind\":\"CAPTURE\",\"status\":\"SUCCEEDED\",\"amount\":\"10.99\",\"reference\":\"shp_1\"}]}";

    private static Outcome of(int status, String json) {
        try {
            JsonNode body = new ObjectMapper().readTree(json.replace("PAY", Calling.PAYMENT.value()));
            return new TransferReply(Calling.transfer("shp_1"), Kind.CAPTURE, new Reply(status, body, null)).outcome();
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void money_has_moved_only_if_our_transaction_of_this_payment_has_succeeded() {
        assertThat(of(200, DONE)).isEqualTo(new Outcome.Moved());
        for (String other : new String[] {
            DONE.replace("PAY", "pay_other"),
            DONE.replace("shp_1", "shp_2"),
            DONE.replace("\"kind\":\"CAPTURE\"", "\"kind\":\"REFUND\""),
            DONE.replace("\"10.99\",\"reference\":\"shp_1\"", "\"10.98\",\"reference\":\"shp_1\""),
            DONE.replace("\"CAPTURE\",\"status\":\"SUCCEEDED\"", "\"CAPTURE\",\"status\":\"UNKNOWN\""),
            "{}",
            "[]",
            "null"
        }) {
            assertThat(of(200, other)).as(other).isEqualTo(new Outcome.Unknown());
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            402 | {"type":"/problems/payment-declined","paymentId":"PAY","reason":"CAPTURE_DECLINED"} | Declined[reason=CAPTURE_DECLINED]
            402 | {"type":"/problems/payment-declined","paymentId":"PAY"}                             | Declined[reason=DECLINED]
            409 | {"type":"/problems/authorization-expired"}                                          | Expired[]
            409 | {"type":"/problems/over-capture"}                                                   | TooMuch[]
            409 | {"type":"/problems/over-refund"}                                                    | TooMuch[]
            409 | {"type":"/problems/illegal-transition","currentStatus":"CLOSED"}                    | Declined[reason=ORDER_CLOSED]
            409 | {"type":"/problems/illegal-transition","currentStatus":"VOIDED"}                    | Declined[reason=NOTHING_TO_CAPTURE]
            409 | {"type":"/problems/transaction-unresolved"}                                         | Unavailable[]
            503 | {"type":"/problems/payment-unavailable","paymentId":"PAY"}                          | Unavailable[]
            """)
    void a_no_is_a_no_only_in_payments_own_words(int status, String body, String outcome) {
        assertThat(of(status, body)).hasToString(outcome);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            201 | {}
            202 | {"id":"PAY","transactions":[]}
            302 | {}
            400 | {"type":"/problems/validation-failed"}
            401 | {"type":"/problems/unauthenticated"}
            402 | {}
            402 | {"type":"/problems/payment-declined","paymentId":"pay_other"}
            403 | {"type":"/problems/forbidden"}
            404 | {"type":"/problems/not-found"}
            409 | {}
            409 | {"type":"/problems/idempotency-key-in-use"}
            422 | {"type":"/problems/idempotency-key-reused"}
            429 | {"type":"/problems/rate-limited"}
            500 | {"type":"/problems/internal-error"}
            503 | {}
            503 | {"type":"/problems/overloaded"}
            503 | {"type":"/problems/payment-unavailable","paymentId":"pay_other"}
            504 | {}
            """)
    void everything_else_says_nothing_about_the_money(int status, String body) {
        assertThat(of(status, body)).isEqualTo(new Outcome.Unknown());
    }
}
