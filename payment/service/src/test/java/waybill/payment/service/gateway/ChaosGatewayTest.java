package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.payment.service.gateway.GatewayExamples.*;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.Chaos.Point;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.kernel.EventId;
import waybill.kernel.PaymentId;
import waybill.payment.domain.PaymentEvent;

/** A struck gateway still keeps the promises of every gateway to who asks again under the same key. */
class ChaosGatewayTest extends GatewayContract {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SandboxLedger ledger = new InMemoryLedger();
    private final Gateway sandbox = new SandboxGateway(
            ledger,
            booking -> CompletableFuture.completedFuture(
                    ledger.record(List.of(booking)).getFirst()),
            InstantSource.fixed(AT),
            _ -> {});

    private final Gateway askedAgain =
            new AskedAgain(new ChaosGateway(sandbox, new Chaos(Chaos.Settings.everywhere(0.5, 7), meters)));

    @Override
    protected Gateway gateway() {
        return askedAgain;
    }

    @Override
    protected String goodToken() {
        return "tok_ok";
    }

    @Override
    protected String declinedToken() {
        return "tok_insufficient_funds";
    }

    /** Whoever gets no answer asks again, under the same key. */
    private record AskedAgain(Gateway inside) implements Gateway {
        private interface Asking<T> {
            T ask() throws IOException, InterruptedException;
        }

        private static <T> T again(Asking<T> asking) throws InterruptedException {
            for (int i = 0; i < 100; i++) {
                try {
                    return asking.ask();
                } catch (IOException struck) {
                    assertThat(struck).hasMessageContaining("on purpose");
                }
            }
            throw new AssertionError("never an answer");
        }

        @Override
        public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience)
                throws InterruptedException {
            return again(() -> inside.authorize(request, patience));
        }

        @Override
        public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience) throws InterruptedException {
            return again(() -> inside.capture(request, patience));
        }

        @Override
        public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience) throws InterruptedException {
            return again(() -> inside.reverse(request, patience));
        }

        @Override
        public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience) throws InterruptedException {
            return again(() -> inside.refund(request, patience));
        }

        @Override
        public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience) throws InterruptedException {
            return again(() -> inside.find(question, patience));
        }
    }

    private ChaosGateway always(Point point) {
        return new ChaosGateway(sandbox, new Chaos(new Chaos.Settings(1, 7, EnumSet.of(point)), meters));
    }

    @Test
    void what_is_not_sent_is_not_in_the_books() throws Exception {
        ChaosGateway struck = always(Point.GATEWAY_UNSENT);

        assertThatThrownBy(() -> struck.authorize(authorization(KEY, "tok_ok"), PATIENCE))
                .isInstanceOf(ConnectException.class);
        assertThat(sandbox.find(question(KEY), PATIENCE)).isEmpty();
    }

    @Test
    void what_was_done_is_in_the_books_although_its_answer_is_lost() throws Exception {
        ChaosGateway struck = always(Point.GATEWAY_ANSWER_LOST);

        assertThatThrownBy(() -> struck.authorize(authorization(KEY, "tok_ok"), PATIENCE))
                .isInstanceOf(SocketException.class)
                .isNotInstanceOf(ConnectException.class);
        assertThat(sandbox.find(question(KEY), PATIENCE)).isPresent();
        assertThatThrownBy(() -> struck.find(question(KEY), PATIENCE)).isInstanceOf(IOException.class);
    }

    @Test
    void what_a_request_asks_for_strikes_its_own_transaction_and_never_the_question_about_it() throws Exception {
        Chaos chaos = new Chaos(Chaos.Settings.everywhere(0, 7), meters);
        ChaosGateway struck = new ChaosGateway(sandbox, chaos);
        chaos.force(Point.GATEWAY_ANSWER_LOST, "request-1");
        struck.committed(List.of(initiated("request-1", 1), initiated("request-2", 2)));

        assertThatThrownBy(() -> struck.authorize(authorization(KEY, "tok_ok"), PATIENCE))
                .isInstanceOf(SocketException.class);
        assertThat(struck.authorize(authorization(key(2), "tok_ok"), PATIENCE))
                .isInstanceOf(GatewayAnswer.Succeeded.class);
        assertThat(struck.find(question(KEY), PATIENCE)).isPresent();
    }

    private static Recorded<PaymentEvent> initiated(String request, int number) {
        PaymentEvent event = new PaymentEvent.PaymentInitiated(
                ORDER, 1, PaymentId.of(new UUID(0x7000, Long.MIN_VALUE)), key(number), AMOUNT, "tok_ok", AT);
        Meta meta = new Meta(EventId.of(new UUID(0, number)), request, null, "test", null);
        StreamId stream = new StreamId("payments-" + ORDER.value(), ORDER.value());
        return new Recorded<>(0, number, stream, number, "payment.initiated.v1", event, meta, AT);
    }
}
