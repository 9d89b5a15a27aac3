package waybill.payment.service.gateway;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.resilience.Attempt;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Heard;
import waybill.engine.core.resilience.NotReached;
import waybill.engine.core.resilience.Repeat;
import waybill.engine.core.resilience.Result;
import waybill.engine.core.resilience.Trouble;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;

/**
 * Calls the gateway within its policy (ARCHITECTURE.md §5), each call on a virtual thread of its own. A request is sent
 * again, under the same key, only while provably nothing was done with it; whatever may have been done is
 * {@link Unknown} at once, and only asked about. Never throws, never blocks.
 */
public final class GatewayCaller {
    /**
     * How long after its commit a request may be sent at most. Shorter than the time after which a gateway that does
     * not know a key is believed ({@code CheckSchedule.CALL_SETTLED_AFTER}): by then nothing of it is on its way any
     * more.
     */
    public static final Duration WINDOW_MAX = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(GatewayCaller.class);

    private final Gateway gateway;
    private final Guarded guarded;
    private final InstantSource clock;
    private final Duration window;
    private final CallThreads threads;

    /** Calls this gateway; the policy's deadline is also how long after its commit a request may still be sent. */
    public GatewayCaller(Gateway gateway, Guarded guarded, InstantSource clock) {
        this(gateway, guarded, clock, CallThreads.ofTheirOwn());
    }

    /** The same on these threads. */
    public GatewayCaller(Gateway gateway, Guarded guarded, InstantSource clock, CallThreads threads) {
        this.threads = threads;
        this.gateway = gateway;
        this.guarded = guarded;
        this.clock = clock;
        this.window = guarded.policy().deadline();
        if (window.compareTo(WINDOW_MAX) > 0) {
            throw new IllegalArgumentException("a request must not be sent later than " + WINDOW_MAX);
        }
    }

    /** Has the gateway do it, once. */
    public CompletableFuture<GatewayAnswer> send(GatewayRequest request) {
        return onItsThread(() -> sent(request));
    }

    /** How long it may still be sent. */
    private Duration left(GatewayRequest request) {
        return Duration.between(clock.instant(), request.committedAt().plus(window));
    }

    /** What came of a question. */
    public sealed interface Found {
        /** The gateway's answer; empty if it has never seen the request. */
        record Known(Optional<GatewayAnswer> answer) implements Found {}

        /** It was not asked; that says nothing about anything. */
        record NotAsked(String reason) implements Found {}
    }

    /**
     * Asks what became of a request. A question that got no answer says nothing about the request: it is
     * {@link Unknown}, never {@link NotSent}.
     */
    public CompletableFuture<Found> ask(GatewayQuestion question) {
        return onItsThread(() -> asked(question));
    }

    private <T> CompletableFuture<T> onItsThread(Callable<T> work) {
        CompletableFuture<T> said = new CompletableFuture<>();
        threads.call(() -> {
            try {
                said.complete(work.call());
            } catch (Throwable defect) {
                said.completeExceptionally(defect);
            }
        });
        return said;
    }

    private GatewayAnswer sent(GatewayRequest request) {
        Duration left = left(request);
        if (!left.isPositive()) {
            return tooLate();
        }
        Attempt<GatewayAnswer> attempt = patience -> threads.attempt(patience, () -> heard(request, patience));
        try {
            return answer(request, guarded.call(Repeat.IF_NOT_DONE, left, attempt));
        } catch (InterruptedException givenUp) {
            return new Unknown("TIMEOUT");
        }
    }

    /**
     * The process may have stood still since the call was begun, or between two attempts: what is looked at is the
     * clock, and at the last moment. By the time the process goes on, others may have asked and been told that nothing
     * was done.
     */
    private Heard<GatewayAnswer> heard(GatewayRequest request, Duration patience)
            throws IOException, InterruptedException {
        if (!left(request).isPositive()) {
            return Heard.works(tooLate());
        }
        try {
            GatewayAnswer answer = switch (request) {
                case GatewayRequest.Authorization authorization -> gateway.authorize(authorization, patience);
                case GatewayRequest.Capture capture -> gateway.capture(capture, patience);
                case GatewayRequest.Reversal reversal -> gateway.reverse(reversal, patience);
                case GatewayRequest.Refund refund -> gateway.refund(refund, patience);
            };
            return new Heard<>(answer, answer.verdict(), null);
        } catch (UnresolvedAddressException nowhere) {
            throw new NotReached("the gateway has no address", nowhere);
        } catch (RuntimeException | Error defect) {
            return Heard.works(broken(request.key(), defect));
        }
    }

    private static GatewayAnswer tooLate() {
        return new NotSent("TOO_LATE");
    }

    private static GatewayAnswer answer(GatewayRequest request, Result<GatewayAnswer> result) {
        return switch (result) {
            case Result.Answered<GatewayAnswer>(var answer) -> answer;
            case Result.Refused<GatewayAnswer> _ -> new NotSent("GATEWAY_DOWN");
            case Result.Full<GatewayAnswer> _ -> new NotSent("TOO_MANY_CALLS");
            case Result.Unreachable<GatewayAnswer> _ -> new NotSent("UNREACHABLE");
            case Result.TooLate<GatewayAnswer> _ -> tooLate();
            case Result.Ambiguous<GatewayAnswer>(var trouble, var cause) -> lost(request, trouble, cause);
        };
    }

    private static Unknown lost(GatewayRequest request, Trouble trouble, Exception cause) {
        if (trouble == Trouble.TIMEOUT) {
            return new Unknown("TIMEOUT");
        }
        // Without its stack: an outage of the gateway must not flood the log.
        LOG.atWarn()
                .addKeyValue("event", "gateway-answer-lost")
                .addKeyValue("order_id", request.order().value())
                .log("No answer to {}: {}", request.key(), cause.toString());
        return new Unknown("NO_ANSWER");
    }

    private Found asked(GatewayQuestion question) {
        Attempt<Optional<GatewayAnswer>> attempt =
                patience -> threads.attempt(patience, () -> heard(question, patience));
        try {
            return found(guarded.call(Repeat.SAFE, attempt));
        } catch (InterruptedException givenUp) {
            return new Found.NotAsked("GIVEN_UP");
        }
    }

    private Heard<Optional<GatewayAnswer>> heard(GatewayQuestion question, Duration patience)
            throws IOException, InterruptedException {
        try {
            Optional<GatewayAnswer> found = gateway.find(question, patience);
            return new Heard<>(found, found.map(GatewayAnswer::verdict).orElse(Heard.Verdict.WORKS), null);
        } catch (RuntimeException | Error defect) {
            return Heard.works(Optional.of(broken(question.key(), defect)));
        }
    }

    private static Found found(Result<Optional<GatewayAnswer>> result) {
        return switch (result) {
            case Result.Answered<Optional<GatewayAnswer>>(var answer) -> new Found.Known(answer);
            case Result.Refused<Optional<GatewayAnswer>> _ -> new Found.NotAsked("GATEWAY_DOWN");
            case Result.Full<Optional<GatewayAnswer>> _ -> new Found.NotAsked("TOO_MANY_CALLS");
            case Result.TooLate<Optional<GatewayAnswer>> _ -> new Found.NotAsked("TOO_LATE");
            case Result.Unreachable<Optional<GatewayAnswer>> _ -> unknown("UNREACHABLE");
            case Result.Ambiguous<Optional<GatewayAnswer>> lost ->
                unknown(lost.trouble() == Trouble.TIMEOUT ? "TIMEOUT" : "NO_ANSWER");
        };
    }

    private static Found unknown(String reason) {
        return new Found.Known(Optional.of(new Unknown(reason)));
    }

    /** Not even a defect of ours may hide that money has perhaps been moved. */
    private static Unknown broken(TransactionId key, Throwable defect) {
        LOG.atError()
                .addKeyValue("event", "gateway-call-broken")
                .setCause(defect)
                .log("Broken call {}", key);
        return new Unknown("BROKEN_CALL");
    }
}
