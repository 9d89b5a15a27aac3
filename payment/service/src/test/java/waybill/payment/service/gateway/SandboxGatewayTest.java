package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.payment.service.gateway.GatewayExamples.*;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.core.time.Pause;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;

/** What the sandbox does with each token, and what its books say afterwards. Pauses are counted, not waited for. */
class SandboxGatewayTest {
    private static final Succeeded YES = new Succeeded(reference(KEY), VALID_UNTIL);

    private static final SandboxEntry AUTHORIZED =
            new SandboxEntry(KEY, Kind.AUTHORIZE, AMOUNT, null, reference(KEY), null, null, AT);

    private final SandboxLedger ledger = new InMemoryLedger();
    private final List<Duration> pauses = new ArrayList<>();
    private final SandboxGateway gateway = gateway(AT);

    private SandboxGateway gateway(Instant now) {
        return new SandboxGateway(ledger, this::written, InstantSource.fixed(now), pauses::add);
    }

    private CompletableFuture<Optional<SandboxEntry>> written(SandboxBooking booking) {
        return CompletableFuture.completedFuture(ledger.record(List.of(booking)).getFirst());
    }

    @Test
    void tok_ok_is_charged() throws Exception {
        assertThat(authorize("tok_ok")).isEqualTo(YES);
        assertThat(ledger.find(KEY)).contains(AUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_declined, DECLINED",
        "tok_insufficient_funds, INSUFFICIENT_FUNDS",
        "tok_expired_card, EXPIRED_CARD",
        "tok_whatever, UNKNOWN_TOKEN",
        "tok_slow_, UNKNOWN_TOKEN",
        "tok_slow_-1, UNKNOWN_TOKEN"
    })
    void a_declined_token_is_declined_with_its_reason_and_the_books_say_so(String token, String reason)
            throws Exception {
        assertThat(authorize(token)).isEqualTo(new Declined(reason));
        assertThat(ledger.find(KEY))
                .contains(new SandboxEntry(KEY, Kind.AUTHORIZE, AMOUNT, null, reference(KEY), reason, null, AT));
        assertThat(gateway.find(question(KEY), PATIENCE)).contains(new Declined(reason));
    }

    @Test
    void tok_timeout_is_charged_and_never_answers() {
        assertThatThrownBy(() -> authorize("tok_timeout")).isInstanceOf(SocketTimeoutException.class);
        assertThat(pauses).containsExactly(PATIENCE.plusSeconds(1));
        assertThat(gateway.find(question(KEY), PATIENCE)).contains(YES);
    }

    @Test
    void tok_timeout_not_charged_never_answers_and_leaves_nothing_in_the_books() {
        assertThatThrownBy(() -> authorize("tok_timeout_not_charged")).isInstanceOf(SocketTimeoutException.class);
        assertThat(pauses).containsExactly(PATIENCE.plusSeconds(1));
        assertThat(gateway.find(question(KEY), PATIENCE)).isEmpty();
    }

    @Test
    void tok_error_once_fails_the_first_call_of_an_order_and_obeys_the_next_under_the_same_key_or_a_new_one()
            throws Exception {
        assertThat(authorize("tok_error_once")).isEqualTo(NotSent.forNow("GATEWAY_ERROR"));
        assertThat(gateway.find(question(KEY), PATIENCE)).isEmpty();
        assertThat(authorize("tok_error_once")).isEqualTo(YES);
        assertThat(gateway.authorize(authorization(key(2), "tok_error_once"), PATIENCE))
                .isEqualTo(new Succeeded(reference(key(2)), VALID_UNTIL));
        assertThat(gateway.authorize(
                        new GatewayRequest.Authorization(key(3), OTHER_ORDER, AMOUNT, "tok_error_once", AT), PATIENCE))
                .isEqualTo(NotSent.forNow("GATEWAY_ERROR"));
    }

    @Test
    void tok_unavailable_is_never_sent() throws Exception {
        assertThat(authorize("tok_unavailable")).isEqualTo(NotSent.forNow("GATEWAY_UNAVAILABLE"));
        assertThat(gateway.find(question(KEY), PATIENCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tok_slow_0, 0", "tok_slow_250, 250", "tok_slow_60000, 60000", "tok_slow_999999999, 60000"})
    void a_slow_token_is_charged_at_once_and_answered_after_its_milliseconds_but_a_minute_at_most(
            String token, long millis) throws Exception {
        assertThat(authorize(token)).isEqualTo(YES);
        assertThat(pauses).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void a_caller_who_hangs_up_on_a_slow_token_is_charged_nevertheless() {
        Pause hangUp = _ -> {
            throw new InterruptedException("hung up");
        };
        var impatient = new SandboxGateway(ledger, this::written, InstantSource.fixed(AT), hangUp);
        assertThatThrownBy(() -> impatient.authorize(authorization(KEY, "tok_slow_9000"), PATIENCE))
                .isInstanceOf(InterruptedException.class);
        assertThat(impatient.find(question(KEY), PATIENCE)).contains(YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_ok", "tok_declined", "tok_slow_5"})
    void the_same_key_is_charged_once_and_answered_as_the_first_time(String second) throws Exception {
        assertThat(authorize("tok_ok")).isEqualTo(YES);
        assertThat(gateway(AT.plusSeconds(60)).authorize(authorization(KEY, second), PATIENCE))
                .isEqualTo(YES);
        assertThat(ledger.list(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void a_key_is_not_used_for_two_things() throws Exception {
        authorize("tok_ok");
        var other = new GatewayRequest.Authorization(KEY, ORDER, euros(1), "tok_ok", AT);
        assertThatThrownBy(() -> gateway.authorize(other, PATIENCE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> gateway.reverse(reversal(KEY, reference(KEY)), PATIENCE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_authorization_is_reversed_under_a_key_of_its_own() throws Exception {
        authorize("tok_ok");
        Succeeded reversed = new Succeeded(reference(RETURN), null);
        assertThat(gateway.reverse(reversal(RETURN, reference(KEY)), PATIENCE)).isEqualTo(reversed);
        assertThat(gateway.reverse(reversal(RETURN, reference(KEY)), PATIENCE)).isEqualTo(reversed);
        assertThat(gateway.find(question(RETURN), PATIENCE)).contains(reversed);
        assertThat(ledger.list(Optional.empty(), 10))
                .containsExactly(
                        AUTHORIZED,
                        new SandboxEntry(RETURN, Kind.VOID, AMOUNT, KEY, reference(RETURN), null, null, AT));
    }

    @Test
    void what_was_never_authorized_is_not_reversed() throws Exception {
        Declined no = new Declined("UNKNOWN_AUTHORIZATION");
        assertThat(gateway.reverse(reversal(RETURN, reference(KEY)), PATIENCE)).isEqualTo(no);
        assertThat(gateway.reverse(reversal(key(12), "gw_1"), PATIENCE)).isEqualTo(no);
        authorize("tok_declined");
        assertThat(gateway.reverse(reversal(key(13), reference(KEY)), PATIENCE)).isEqualTo(no);
    }

    @Test
    void books_that_cannot_be_written_leave_the_answer_open() {
        var broken = new SandboxGateway(
                ledger,
                _ -> CompletableFuture.failedFuture(new IllegalStateException("no database")),
                InstantSource.fixed(AT),
                pauses::add);
        assertThatThrownBy(() -> broken.authorize(authorization(KEY, "tok_ok"), PATIENCE))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("no database");
    }

    @Test
    void a_token_is_never_printed() {
        assertThat(authorization(KEY, "tok_ok").toString()).doesNotContain("tok_ok");
    }

    private GatewayAnswer authorize(String token) throws IOException, InterruptedException {
        return gateway.authorize(authorization(KEY, token), PATIENCE);
    }
}
