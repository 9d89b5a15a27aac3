package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.GatewayExamples.*;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Retries;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;
import waybill.payment.service.gateway.GatewayCaller.Found;

/** Whatever happens to a call, it comes to an answer, and only what never left counts as not sent. */
class GatewayCallerTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final MeterRegistry METERS = new SimpleMeterRegistry();
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Succeeded YES = new Succeeded("gw_1", VALID_UNTIL);
    private static final Unknown TIMEOUT = new Unknown("TIMEOUT");
    private static final NotSent TOO_MANY = new NotSent("TOO_MANY_CALLS");

    @Test
    void an_answer_is_handed_on() throws Exception {
        assertThat(send(caller(1, LONG, () -> YES))).isEqualTo(YES);
        assertThat(send(caller(1, LONG, () -> new Declined("EXPIRED_CARD")))).isEqualTo(new Declined("EXPIRED_CARD"));
    }

    @Test
    void authorizations_and_reversals_go_to_their_own_doors() throws Exception {
        var sandbox = new SandboxGateway(
                new InMemoryLedger(),
                booking -> CompletableFuture.completedFuture(Optional.of(booking.entry())),
                InstantSource.fixed(AT),
                _ -> {});
        var caller = new GatewayCaller(sandbox, new Guarded(Policy.gateway(), METERS), InstantSource.fixed(AT));
        assertThat(soon(caller.send(authorization(KEY, "tok_ok"))))
                .isEqualTo(new Succeeded(reference(KEY), VALID_UNTIL));
        assertThat(soon(caller.send(reversal(RETURN, "gw_1")))).isEqualTo(new Declined("UNKNOWN_AUTHORIZATION"));
    }

    static Stream<Exception> unreachable() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("gateway"),
                new java.net.NoRouteToHostException("gateway"),
                new java.nio.channels.UnresolvedAddressException(),
                new java.net.http.HttpConnectTimeoutException("connect"));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void a_gateway_that_cannot_be_reached_was_not_sent_anything(Exception refused) throws Exception {
        assertThat(send(caller(1, LONG, () -> {
                    throw refused;
                })))
                .isEqualTo(new NotSent("UNREACHABLE"));
    }

    static Stream<Throwable> ambiguous() {
        return Stream.of(
                new IOException("connection reset"),
                new SocketTimeoutException("read"),
                new IOException("after a retry", new ConnectException("refused")),
                new IllegalStateException("unreadable"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void whatever_else_goes_wrong_leaves_the_outcome_unknown(Throwable wrong) throws Exception {
        assertThat(send(caller(1, LONG, () -> {
                    throw wrong;
                })))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void a_call_that_takes_too_long_is_interrupted_and_unknown() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        var caller = caller(1, SHORT, () -> {
            try {
                return never();
            } catch (InterruptedException givenUp) {
                interrupted.countDown();
                throw givenUp;
            }
        });
        assertThat(send(caller)).isEqualTo(TIMEOUT);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoever_waits_for_a_late_answer_goes_on_on_a_virtual_thread() throws Exception {
        var caller = caller(1, SHORT, GatewayCallerTest::never);
        var goesOn = caller.send(authorization(KEY, "tok")).thenApply(_ -> Thread.currentThread());
        Thread waiting = soon(goesOn);
        assertThat(waiting.isVirtual()).isTrue();
    }

    @Test
    void more_calls_than_there_is_room_for_are_rejected_at_once_and_not_sent() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        var caller = caller(2, LONG, () -> {
            begun.countDown();
            open.await();
            return YES;
        });
        var first = caller.send(authorization(key(1), "tok"));
        var second = caller.send(authorization(key(2), "tok"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(soon(caller.send(authorization(key(3), "tok")))).isEqualTo(TOO_MANY);
        assertThat(soon(caller.ask(question(key(4))))).isEqualTo(new Found.NotAsked("TOO_MANY_CALLS"));
        open.countDown();
        assertThat(soon(first)).isEqualTo(YES);
        assertThat(soon(second)).isEqualTo(YES);
        assertThat(send(caller)).isEqualTo(YES);
    }

    @Test
    void a_call_that_cannot_be_interrupted_keeps_its_place_until_it_ends() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        var caller = caller(1, SHORT, () -> {
            uninterrupted(open);
            return YES;
        });
        assertThat(send(caller)).isEqualTo(TIMEOUT);
        assertThat(send(caller)).isEqualTo(TOO_MANY);
        open.countDown();
        assertThat(untilThereIsRoom(caller)).isEqualTo(YES);
    }

    @Test
    void a_request_is_not_sent_any_more_when_its_window_is_over() throws Exception {
        assertThat(send(callerAt(AT.plus(WINDOW), LONG))).isEqualTo(new NotSent("TOO_LATE"));
    }

    /** Found by the simulation: the window was looked at when a call was begun, and a process may stand still after. */
    @Test
    void a_process_that_stood_still_sends_nothing_when_it_goes_on_too_late() throws Exception {
        for (int moment : List.of(0, 1)) {
            List<Duration> sent = new ArrayList<>();
            var stopped = new StoppedThreads(AT, moment, WINDOW);
            var caller = new GatewayCaller(new OneAnswer(() -> YES, sent), guarded(1, LONG), stopped, stopped);
            assertThat(send(caller)).isEqualTo(new NotSent("TOO_LATE"));
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void a_call_is_given_no_more_time_than_its_window_has_left() throws Exception {
        List<Duration> patience = new ArrayList<>();
        var gateway = new OneAnswer(() -> YES, patience);
        for (int seconds : List.of(0, 4, 5, 6, 9)) {
            var clock = InstantSource.fixed(AT.plusSeconds(seconds));
            assertThat(send(new GatewayCaller(gateway, guarded(1, Duration.ofSeconds(5)), clock)))
                    .isEqualTo(YES);
        }
        // What is left is counted on the way, so the last digits differ.
        assertThat(patience)
                .extracting(left -> Math.round(left.toMillis() / 1000.0))
                .containsExactly(5L, 5L, 5L, 4L, 1L);
        assertThat(patience.get(4)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_question_is_answered_with_what_the_gateway_knows() throws Exception {
        assertThat(soon(caller(1, LONG, () -> YES).ask(question(KEY)))).isEqualTo(new Found.Known(Optional.of(YES)));
        assertThat(soon(caller(1, LONG, () -> null).ask(question(KEY)))).isEqualTo(new Found.Known(Optional.empty()));
    }

    @Test
    void a_question_that_could_not_be_asked_says_nothing_about_the_request() throws Exception {
        var caller = caller(1, LONG, () -> {
            throw new ConnectException("refused");
        });
        assertThat(soon(caller.ask(question(KEY)))).isEqualTo(new Found.Known(Optional.of(new Unknown("UNREACHABLE"))));
        assertThat(soon(caller(1, SHORT, GatewayCallerTest::never).ask(question(KEY))))
                .isEqualTo(new Found.Known(Optional.of(TIMEOUT)));
    }

    private static GatewayAnswer send(GatewayCaller caller) throws Exception {
        return soon(caller.send(authorization(KEY, "tok")));
    }

    private static GatewayAnswer untilThereIsRoom(GatewayCaller caller) throws Exception {
        Instant deadline = Instant.now().plusSeconds(10);
        GatewayAnswer answer = send(caller);
        while (answer.equals(TOO_MANY) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
            answer = send(caller);
        }
        return answer;
    }

    private static <T> T soon(CompletableFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static GatewayAnswer never() throws InterruptedException {
        new CountDownLatch(1).await();
        return YES;
    }

    private static void uninterrupted(CountDownLatch open) {
        boolean opened = false;
        while (!opened) {
            try {
                open.await();
                opened = true;
            } catch (InterruptedException ignored) {
                // That is what makes this call so stubborn.
            }
        }
    }

    private static GatewayCaller caller(int callsMax, Duration timeout, OneAnswer.Said said) {
        return new GatewayCaller(
                new OneAnswer(said, new ArrayList<>()), guarded(callsMax, timeout), InstantSource.fixed(AT));
    }

    private static GatewayCaller callerAt(Instant now, Duration timeout) {
        return new GatewayCaller(
                new OneAnswer(() -> YES, new ArrayList<>()), guarded(1, timeout), InstantSource.fixed(now));
    }

    /** Without retries, which are told elsewhere, and with a breaker that does not open. */
    private static Guarded guarded(int callsMax, Duration timeout) {
        Policy.BreakerRules patient = new Policy.BreakerRules(1_000, Duration.ofSeconds(30));
        return new Guarded(new Policy("gateway", timeout, WINDOW, callsMax, Retries.none(), patient), METERS);
    }
}
