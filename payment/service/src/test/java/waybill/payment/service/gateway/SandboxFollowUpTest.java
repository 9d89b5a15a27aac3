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
import org.junit.jupiter.params.provider.ValueSource;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;

/**
 * What the sandbox does with captures, refunds and voids: its books set the limits, the authorization's token the rest.
 */
class SandboxFollowUpTest {
    private static final Declined TOO_MUCH = new Declined("AMOUNT_TOO_LARGE");

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
    void no_more_is_captured_than_was_authorized() throws Exception {
        authorize("tok_ok");
        assertThat(call(capture(2, 2000))).isEqualTo(yes(2));
        assertThat(call(capture(3, 199))).isEqualTo(TOO_MUCH);
        assertThat(call(capture(4, 198))).isEqualTo(yes(4));
        assertThat(ledger.about(KEY)).extracting(SandboxEntry::succeeded).containsExactly(true, true, false, true);
    }

    @Test
    void no_more_is_refunded_than_was_captured() throws Exception {
        authorize("tok_ok");
        assertThat(call(refund(2, 1))).isEqualTo(TOO_MUCH);
        call(capture(3, 1000));
        assertThat(call(refund(4, 600))).isEqualTo(yes(4));
        assertThat(call(refund(5, 401))).isEqualTo(TOO_MUCH);
        assertThat(call(refund(6, 400))).isEqualTo(yes(6));
    }

    @Test
    void what_is_not_captured_is_set_free_and_then_not_captured_any_more() throws Exception {
        authorize("tok_ok");
        call(capture(2, 1000));
        assertThat(reverse(3, AMOUNT.minor())).isEqualTo(TOO_MUCH);
        assertThat(reverse(4, 1198)).isEqualTo(yes(4));
        assertThat(call(capture(5, 1))).isEqualTo(TOO_MUCH);
        assertThat(call(refund(6, 1000))).isEqualTo(yes(6));
    }

    @Test
    void the_same_key_moves_money_once() throws Exception {
        authorize("tok_ok");
        assertThat(call(capture(2, 2000))).isEqualTo(yes(2));
        assertThat(call(capture(2, 2000))).isEqualTo(yes(2));
        assertThatThrownBy(() -> call(capture(2, 1))).isInstanceOf(IllegalStateException.class);
        assertThat(ledger.about(KEY)).hasSize(2);
    }

    @Test
    void an_authorization_that_ran_out_is_not_captured_but_set_free() throws Exception {
        assertThat(authorize("tok_expires_60")).isEqualTo(new Succeeded(reference(KEY), AT.plusSeconds(60)));
        assertThat(gateway.find(question(KEY), PATIENCE)).contains(new Succeeded(reference(KEY), AT.plusSeconds(60)));
        var later = gateway(AT.plusSeconds(60));
        assertThat(gateway(AT.plusSeconds(59)).capture(capture(2, 1000), PATIENCE))
                .isEqualTo(yes(2));
        assertThat(later.capture(capture(3, 1), PATIENCE)).isEqualTo(new Declined(GatewayAnswer.EXPIRED));
        assertThat(later.reverse(reversal(4, 1198), PATIENCE)).isEqualTo(yes(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPTURE", "REFUND", "VOID"})
    void the_token_of_the_authorization_says_how_a_kind_of_call_behaves(Kind kind) throws Exception {
        assertThat(scripted(kind, 100, "declined")).isEqualTo(new Declined(kind + "_DECLINED"));
        assertThat(scripted(kind, 200, "unavailable")).isEqualTo(NotSent.forNow("GATEWAY_UNAVAILABLE"));
        assertThat(scripted(kind, 300, "error_once")).isEqualTo(NotSent.forNow("GATEWAY_ERROR"));
        assertThat(send(kind, 300)).isEqualTo(yes(303));
        assertThatThrownBy(() -> scripted(kind, 400, "timeout")).isInstanceOf(SocketTimeoutException.class);
        assertThat(gateway.find(question(key(403)), PATIENCE)).contains(yes(403));
        assertThatThrownBy(() -> scripted(kind, 500, "timeout_not_done")).isInstanceOf(SocketTimeoutException.class);
        assertThat(gateway.find(question(key(503)), PATIENCE)).isEmpty();
        assertThat(scripted(kind, 600, "slow_250")).isEqualTo(yes(603));
        assertThat(pauses).contains(Duration.ofMillis(250));
    }

    /** Authorizes and captures half with this script, then makes the call of this kind. */
    private GatewayAnswer scripted(Kind kind, long base, String script) throws IOException, InterruptedException {
        String token = "tok_" + kind.name().toLowerCase(java.util.Locale.ROOT) + "_" + script;
        gateway.authorize(authorization(key(base), token), PATIENCE);
        if (kind != Kind.CAPTURE) {
            gateway.capture(
                    new GatewayRequest.Capture(key(base + 2), ORDER, euros(1000), reference(key(base)), false, AT),
                    PATIENCE);
        }
        return send(kind, base);
    }

    private GatewayAnswer send(Kind kind, long base) throws IOException, InterruptedException {
        String authorization = reference(key(base));
        return switch (kind) {
            case AUTHORIZE -> throw new IllegalArgumentException("not about an authorization: " + kind);
            case CAPTURE ->
                gateway.capture(
                        new GatewayRequest.Capture(key(base + 3), ORDER, euros(9), authorization, false, AT), PATIENCE);
            case VOID ->
                gateway.reverse(
                        new GatewayRequest.Reversal(key(base + 3), ORDER, euros(9), authorization, AT), PATIENCE);
            case REFUND ->
                gateway.refund(new GatewayRequest.Refund(key(base + 3), ORDER, euros(9), authorization, AT), PATIENCE);
        };
    }

    private GatewayAnswer authorize(String token) throws IOException, InterruptedException {
        return gateway.authorize(authorization(KEY, token), PATIENCE);
    }

    private GatewayAnswer call(GatewayRequest.Capture request) throws IOException, InterruptedException {
        return gateway.capture(request, PATIENCE);
    }

    private GatewayAnswer call(GatewayRequest.Refund request) throws IOException, InterruptedException {
        return gateway.refund(request, PATIENCE);
    }

    private GatewayAnswer reverse(long number, long cents) throws IOException, InterruptedException {
        return gateway.reverse(reversal(number, cents), PATIENCE);
    }

    private static GatewayRequest.Reversal reversal(long number, long cents) {
        return new GatewayRequest.Reversal(key(number), ORDER, euros(cents), reference(KEY), AT);
    }

    private static Succeeded yes(long number) {
        return new Succeeded(reference(key(number)), null);
    }
}
