package waybill.server.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.order.service.Payments;
import waybill.order.service.Payments.Outcome;
import waybill.order.service.Payments.Transfer;
import waybill.server.RunningShop;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.engine.Crowd;

/** Money that is moved over HTTP, by a payment service that runs alone. */
class RemotePaymentsTest {
    /** What the gateway did not do is not tried again before it is told, and no token closes the gateway to others. */
    private static final Settings TOLD_AT_ONCE = Settings.read(
            null, Map.of("WAYBILL_RETRY_SCHEDULE", "none", "WAYBILL_RESILIENCE_GATEWAY_MINIMUM_CALLS", "1000000"));

    @AutoClose
    private static final RunningShop PAYMENT = RunningShop.of(Set.of(Role.PAYMENT), TOLD_AT_ONCE, new FreshStorage());

    @AutoClose
    private static final Calling CALLING = Calling.at(PAYMENT.address());

    private static final Payments PAYMENTS = CALLING.neighbours.payments();

    /** An authorization of 21.98 EUR for a new order. */
    private static Transfer authorized(String token, String amount) {
        String order = PAYMENT.newOrderId();
        String payment = PAYMENT.post("/payments/authorize", """
                        {"orderId":"%s","amount":"21.98","currency":"EUR","token":"%s"}""".formatted(order, token))
                .json()
                .get("id")
                .asText();
        return new Transfer(
                new OrderId(order),
                PaymentId.parse(payment).orElseThrow(),
                Money.of(new BigDecimal(amount), Currency.getInstance("EUR")),
                "shp_" + order.substring(4),
                Calling.TRACE);
    }

    private static Transfer authorized(String token) {
        return authorized(token, "10.99");
    }

    private static JsonNode payment(Transfer transfer) {
        return PAYMENT.get("/payments/" + transfer.payment().value()).json();
    }

    private static Transfer back(Transfer transfer, String reference) {
        return new Transfer(transfer.order(), transfer.payment(), transfer.amount(), reference, Calling.TRACE);
    }

    @Test
    void money_is_captured_and_given_back_once_however_often_it_is_asked_for() {
        Transfer transfer = authorized("tok_ok");
        Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();
        Crowd.of(8, number -> outcomes.put(number, PAYMENTS.capture(transfer)));
        assertThat(outcomes.values()).hasSize(8).containsOnly(new Outcome.Moved());
        assertThat(PAYMENTS.refund(back(transfer, "rfd_1"))).isEqualTo(new Outcome.Moved());
        assertThat(PAYMENTS.refund(back(transfer, "rfd_1"))).isEqualTo(new Outcome.Moved());
        assertThat(payment(transfer).get("captured").asText()).isEqualTo("10.99");
        assertThat(payment(transfer).get("refunded").asText()).isEqualTo("10.99");
        assertThat(payment(transfer).get("transactions")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tok_capture_declined    | 10.99 | Declined[reason=CAPTURE_DECLINED]
            tok_expires_0           | 10.99 | Expired[]
            tok_ok                  | 21.99 | TooMuch[]
            """)
    void a_no_of_payment_is_a_no_over_http(String token, String amount, String outcome) {
        Transfer transfer = authorized(token, amount);
        assertThat(PAYMENTS.capture(transfer)).hasToString(outcome);
        assertThat(PAYMENTS.capture(transfer)).as("asked again").hasToString(outcome);
        assertThat(payment(transfer).get("captured").asText()).isEqualTo("0.00");
    }

    @Test
    void more_than_was_captured_is_not_given_back() {
        Transfer transfer = authorized("tok_ok");
        assertThat(PAYMENTS.refund(transfer)).isEqualTo(new Outcome.TooMuch());
        Transfer refused = authorized("tok_refund_declined");
        PAYMENTS.capture(refused);
        assertThat(PAYMENTS.refund(back(refused, "rfd_2"))).isEqualTo(new Outcome.Declined("REFUND_DECLINED"));
    }

    @Test
    void what_did_not_reach_the_gateway_is_begun_again_under_the_same_reference() {
        Transfer transfer = authorized("tok_capture_error_once");
        assertThat(PAYMENTS.capture(transfer)).isEqualTo(new Outcome.Unavailable());
        assertThat(PAYMENTS.capture(transfer)).isEqualTo(new Outcome.Moved());
        assertThat(payment(transfer).get("captured").asText()).isEqualTo("10.99");
    }

    /** Payment says so before the caller's own five seconds are over; else it would count as a failure of payment. */
    @Test
    void a_gateway_that_does_not_answer_is_not_a_payment_that_does_not_answer() {
        Transfer transfer = authorized("tok_capture_timeout");
        assertThat(PAYMENTS.capture(transfer)).isEqualTo(new Outcome.Unknown());
        assertThat(CALLING.meters
                        .get("http.client.requests")
                        .tags("name", "payment", "status", "202")
                        .timer()
                        .count())
                .isPositive();
        assertThat(CALLING.meters
                        .find("http.client.requests")
                        .tags("status", "timeout")
                        .timers())
                .isEmpty();
    }
}
