package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.payment.service.gateway.stripe.StripeExamples.*;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Heard.Verdict;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Retries;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;
import waybill.payment.service.gateway.GatewayCaller;
import waybill.payment.service.gateway.GatewayRequest;
import waybill.payment.service.gateway.stripe.StripeStub.Spoiling;

/** What a failed call comes to: only what provably did nothing is not sent. */
class StripeOutagesTest {
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("waybill.payment.service.gateway");
    private StripeStub stripe;
    private StripeGateway gateway;

    @BeforeEach
    void opens() throws IOException {
        stripe = new StripeStub();
        gateway = new StripeGateway(stripe.settings());
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void closes() {
        logger.detachAppender(logged);
        gateway.close();
        stripe.close();
    }

    /** As the service calls it: nothing that is thrown reaches a customer. */
    private GatewayAnswer send(StripeGateway by, GatewayRequest request) {
        Policy once = new Policy(
                "gateway",
                PATIENCE,
                PATIENCE,
                1,
                Retries.none(),
                new Policy.BreakerRules(1, java.time.Duration.ofSeconds(30)));
        Clock clock = Clock.fixed(StripeBooks.NOW, java.time.ZoneOffset.UTC);
        return new GatewayCaller(by, new Guarded(once, new SimpleMeterRegistry()), clock)
                .send(request)
                .join();
    }

    private GatewayAnswer authorize() {
        return send(gateway, authorization(VISA));
    }

    private static Spoiling refuse(int status, String type, @Nullable String code) {
        return new Spoiling.Refuse(StripeBooks.error(status, type, code, null));
    }

    @Test
    void who_cannot_be_reached_has_been_sent_nothing() {
        URI closed = stripe.base();
        stripe.close();
        try (var nowhere = new StripeGateway(new StripeSettings(StripeStub.API_KEY, null, closed))) {
            assertThat(send(nowhere, authorization(VISA))).isEqualTo(new NotSent("UNREACHABLE"));
            assertThatThrownBy(() -> nowhere.authorize(authorization(VISA), PATIENCE))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_host_without_an_address_has_been_sent_nothing() {
        URI nobody = URI.create("http://stripe.invalid");
        try (var nowhere = new StripeGateway(new StripeSettings(StripeStub.API_KEY, null, nobody))) {
            assertThat(send(nowhere, authorization(VISA))).isEqualTo(new NotSent("UNREACHABLE"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_connection_that_is_cut_leaves_the_answer_open_and_the_question_settles_it(boolean done) throws Exception {
        stripe.spoil(new Spoiling.Cut(done));
        assertThat(authorize()).isEqualTo(new Unknown("NO_ANSWER"));
        assertThat(stripe.seen()).as("sent once").hasSize(1);
        assertThat(gateway.find(question(Kind.AUTHORIZE, 1, null), PATIENCE))
                .isEqualTo(done ? Optional.of(new Succeeded("pi_1", StripeBooks.CAPTURE_BEFORE)) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_silence_ends_with_the_callers_patience_and_leaves_the_answer_open(boolean done) throws Exception {
        stripe.spoil(new Spoiling.Stall(done));
        assertThatThrownBy(() -> gateway.authorize(authorization(VISA), IMPATIENCE))
                .isInstanceOf(IOException.class);
        assertThat(gateway.find(question(Kind.AUTHORIZE, 1, null), PATIENCE).isPresent())
                .isEqualTo(done);
    }

    @Test
    void an_answer_that_never_ends_is_no_answer() {
        stripe.spoil(new Spoiling.Trickle());
        assertThatThrownBy(() -> gateway.authorize(authorization(VISA), IMPATIENCE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_caller_who_hangs_up_is_let_go() throws Exception {
        stripe.spoil(new Spoiling.Stall(true));
        Thread caller = Thread.currentThread();
        Thread hangUp = Thread.ofVirtual().start(() -> {
            while (stripe.seen().isEmpty()) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        assertThatThrownBy(() -> gateway.authorize(authorization(VISA), PATIENCE))
                .isInstanceOf(InterruptedException.class);
        hangUp.join();
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"500, GATEWAY_ERROR", "502, GATEWAY_ERROR", "503, GATEWAY_ERROR", "200, UNREADABLE", "418, UNREADABLE"})
    void an_answer_that_cannot_be_read_leaves_the_answer_open(int status, String reason) {
        stripe.spoil(new Spoiling.Garble(status, "<html>Oh!</html>"));
        assertThat(authorize()).isEqualTo(status >= 500 ? Unknown.failing(reason) : new Unknown(reason));
    }

    @Test
    void an_error_of_stripes_is_replayed_under_its_key_and_leaves_the_answer_open() {
        stripe.spoil(refuse(500, "api_error", null), refuse(500, "api_error", null));
        assertThat(authorize()).isEqualTo(Unknown.failing("GATEWAY_ERROR"));
        assertThat(authorize()).isEqualTo(Unknown.failing("GATEWAY_ERROR"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, rate_limit_error, rate_limit, RATE_LIMITED",
        "429, rate_limit_error, lock_timeout, GATEWAY_BUSY",
        "409, invalid_request_error, lock_timeout, GATEWAY_BUSY",
        "401, invalid_request_error, api_key_expired, GATEWAY_REFUSED_US",
        "403, invalid_request_error, secret_key_required, GATEWAY_REFUSED_US",
        "400, invalid_request_error, parameter_unknown, GATEWAY_REFUSED_REQUEST"
    })
    void a_call_that_stripe_turned_away_did_nothing(int status, String type, String code, String reason) {
        stripe.spoil(refuse(status, type, code));
        boolean soon = reason.equals("RATE_LIMITED") || reason.equals("GATEWAY_BUSY");
        assertThat(authorize()).isEqualTo(soon ? NotSent.busy(reason) : new NotSent(reason));
        assertThat(stripe.books.intents()).isEmpty();
    }

    @Test
    void a_key_that_another_call_is_using_leaves_the_answer_open() {
        stripe.spoil(refuse(409, "idempotency_error", "idempotency_key_in_use"));
        assertThat(authorize()).isEqualTo(new Unknown("IN_PROGRESS"));
    }

    @Test
    void a_key_used_for_something_else_is_a_defect_of_ours() {
        stripe.spoil(refuse(400, "idempotency_error", null));
        assertThat(authorize()).isEqualTo(new Unknown("BROKEN_CALL"));
    }

    @Test
    void a_refusal_of_our_key_calls_for_a_person_and_repeats_no_secret() {
        stripe.spoil(refuse(401, "invalid_request_error", null));
        authorize();
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == ch.qos.logback.classic.Level.ERROR)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .isEqualTo("Stripe does not accept our key: status 401, code null, request req_1"));
        assertThat(logged.list).noneMatch(event -> event.getFormattedMessage().contains("sk_test"));
    }

    @Test
    void a_reversal_that_could_not_look_has_done_nothing() throws Exception {
        stripe.spoil(new Spoiling.Cut(true));
        assertThat(gateway.reverse(reversal("pi_1", 2), PATIENCE)).isEqualTo(NotSent.forNow("UNREACHABLE"));
        assertThat(stripe.seen()).as("looked once").hasSize(1);
        stripe.spoil(refuse(500, "api_error", null));
        assertThat(gateway.reverse(reversal("pi_1", 2), PATIENCE)).isEqualTo(NotSent.forNow("GATEWAY_ERROR"));
        assertThat(gateway.reverse(reversal("pi_1", 2), PATIENCE)).isEqualTo(new Declined("UNKNOWN_AUTHORIZATION"));
    }

    @Test
    void a_question_that_fails_says_nothing_about_the_request() throws Exception {
        stripe.spoil(refuse(429, "rate_limit_error", null));
        assertThat(gateway.find(question(Kind.AUTHORIZE, 1, null), PATIENCE))
                .contains(new Unknown("RATE_LIMITED", Verdict.BUSY));
        stripe.spoil(refuse(401, "invalid_request_error", null));
        assertThat(gateway.find(question(Kind.CAPTURE, 1, "pi_1"), PATIENCE))
                .contains(new Unknown("GATEWAY_REFUSED_US"));
        assertThat(gateway.find(question(Kind.CAPTURE, 1, "pi_1"), PATIENCE))
                .contains(new Unknown("UNKNOWN_AUTHORIZATION"));
        assertThat(gateway.find(question(Kind.CAPTURE, 1, null), PATIENCE)).isEmpty();
    }
}
