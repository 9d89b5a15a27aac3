package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.GatewayExamples.*;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Pace;
import waybill.engine.core.resilience.Policy;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;

/** The usual policy for the gateway, in virtual time: what is sent again, what is not, and what the breaker does. */
class GatewayOutagesTest {
    private static final Succeeded YES = new Succeeded("gw_1", VALID_UNTIL);
    private static final NotSent DOWN = NotSent.forNow("GATEWAY_UNAVAILABLE");

    private final Passing time = new Passing();
    private final Scripted gateway = new Scripted(time);
    private final GatewayCaller caller = new GatewayCaller(
            gateway, new Guarded(Policy.gateway(), time, new SimpleMeterRegistry()), InstantSource.fixed(AT));

    @Test
    void while_nothing_was_done_the_same_key_is_sent_at_0_1_3_and_6_seconds() throws Exception {
        gateway.then(DOWN, DOWN, DOWN, DOWN);
        assertThat(send()).isEqualTo(DOWN);
        assertThat(gateway.arrivals).containsExactly(0L, 1L, 3L, 6L);
        assertThat(gateway.keys).containsOnly(KEY).hasSize(4);
    }

    @Test
    void one_error_is_made_up_for_before_anybody_notices() throws Exception {
        gateway.then(NotSent.forNow("GATEWAY_ERROR"));
        assertThat(send()).isEqualTo(YES);
        assertThat(gateway.arrivals).containsExactly(0L, 1L);
    }

    @Test
    void a_gateway_that_cannot_be_reached_is_tried_again() throws Exception {
        gateway.thenThrow(new ConnectException("refused"));
        assertThat(send()).isEqualTo(YES);
        assertThat(gateway.arrivals).containsExactly(0L, 1L);
    }

    @Test
    void a_gateway_that_is_never_reached_was_sent_nothing() throws Exception {
        gateway.always(new ConnectException("refused"));
        assertThat(send()).isEqualTo(new NotSent("UNREACHABLE"));
    }

    @Test
    void what_may_have_been_done_is_never_sent_again() throws Exception {
        for (IOException lost : List.of(new IOException("reset"), new SocketTimeoutException("read"))) {
            gateway.thenThrow(lost);
            assertThat(send()).isInstanceOf(Unknown.class);
        }
        gateway.then(Unknown.failing("GATEWAY_ERROR"));
        assertThat(send()).isEqualTo(Unknown.failing("GATEWAY_ERROR"));
        gateway.then(DOWN, new Unknown("IN_PROGRESS"));
        assertThat(send()).isEqualTo(new Unknown("IN_PROGRESS"));
        assertThat(gateway.arrivals).hasSize(5);
    }

    @Test
    void a_no_is_a_no() throws Exception {
        gateway.then(new Declined("EXPIRED_CARD"), new NotSent("GATEWAY_REFUSED_US"));
        assertThat(send()).isEqualTo(new Declined("EXPIRED_CARD"));
        assertThat(send()).isEqualTo(new NotSent("GATEWAY_REFUSED_US"));
        assertThat(gateway.arrivals).hasSize(2);
    }

    @Test
    void nothing_is_sent_when_the_window_of_the_request_is_over() throws Exception {
        gateway.then(DOWN, DOWN, DOWN, DOWN);
        GatewayCaller late = new GatewayCaller(
                gateway,
                new Guarded(Policy.gateway(), time, new SimpleMeterRegistry()),
                InstantSource.fixed(AT.plusSeconds(8)));
        assertThat(soon(late.send(authorization(KEY, "tok")))).isEqualTo(DOWN);
        assertThat(gateway.arrivals).as("2 s are left").containsExactly(0L, 1L);
    }

    @Test
    void an_open_breaker_charges_nobody_and_is_tried_after_30_seconds() throws Exception {
        for (int i = 0; i < 5; i++) {
            gateway.then(Unknown.failing("GATEWAY_ERROR"));
            send();
        }
        assertThat(send()).isEqualTo(new NotSent("GATEWAY_DOWN"));
        time.pause(Duration.ofSeconds(30));
        assertThat(send()).isEqualTo(YES);
        assertThat(send()).isEqualTo(YES);
        assertThat(gateway.arrivals).hasSize(7);
    }

    @Test
    void declines_do_not_open_it() throws Exception {
        for (int i = 0; i < 20; i++) {
            gateway.then(new Declined("INSUFFICIENT_FUNDS"));
            send();
        }
        assertThat(send()).isEqualTo(YES);
    }

    @Test
    void a_question_that_the_breaker_refuses_was_not_asked() throws Exception {
        for (int i = 0; i < 5; i++) {
            gateway.then(Unknown.failing("GATEWAY_ERROR"));
            assertThat(soon(caller.ask(question(KEY)))).isInstanceOf(GatewayCaller.Found.Known.class);
        }
        assertThat(soon(caller.ask(question(KEY)))).isEqualTo(new GatewayCaller.Found.NotAsked("GATEWAY_DOWN"));
    }

    private GatewayAnswer send() throws Exception {
        return soon(caller.send(authorization(KEY, "tok")));
    }

    private static <T> T soon(CompletableFuture<T> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** Time that passes only when somebody waits. */
    private static final class Passing implements Pace {
        private long now;

        @Override
        public synchronized long nanos() {
            return now;
        }

        @Override
        public synchronized void pause(Duration howLong) {
            now += howLong.toNanos();
        }
    }

    /** Does as its script says, then agrees for ever. */
    private static final class Scripted implements Gateway {
        final List<Long> arrivals = new ArrayList<>();
        final List<TransactionId> keys = new ArrayList<>();
        private final Deque<Object> script = new ArrayDeque<>();
        private final Pace time;
        private @org.jspecify.annotations.Nullable IOException always;

        Scripted(Pace time) {
            this.time = time;
        }

        void then(GatewayAnswer... answers) {
            script.addAll(List.of(answers));
        }

        void thenThrow(IOException lost) {
            script.add(lost);
        }

        void always(IOException lost) {
            always = lost;
        }

        private synchronized GatewayAnswer arrive(TransactionId key) throws IOException {
            arrivals.add(time.nanos() / 1_000_000_000);
            keys.add(key);
            Object next = Objects.requireNonNullElse(always, script.isEmpty() ? YES : script.poll());
            return switch (next) {
                case IOException lost -> throw lost;
                case GatewayAnswer answer -> answer;
                default -> throw new AssertionError(next);
            };
        }

        @Override
        public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience) throws IOException {
            return arrive(request.key());
        }

        @Override
        public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience) throws IOException {
            return arrive(request.key());
        }

        @Override
        public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience) throws IOException {
            return arrive(request.key());
        }

        @Override
        public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience) throws IOException {
            return arrive(request.key());
        }

        @Override
        public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience) throws IOException {
            return Optional.of(arrive(question.key()));
        }
    }
}
