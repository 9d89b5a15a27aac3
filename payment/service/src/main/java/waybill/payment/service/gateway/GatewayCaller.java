package waybill.payment.service.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;

/**
 * Calls the gateway, each call on a virtual thread of its own: no more at a time than the limit, none longer than the
 * timeout, none later than its window. Every call comes to an answer; only what provably never left is {@link NotSent},
 * and whatever else goes wrong is {@link Unknown}. Never throws, never blocks.
 */
public final class GatewayCaller {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayCaller.class);

    private final Gateway gateway;
    private final GatewayLimits limits;
    private final InstantSource clock;
    private final Semaphore room;
    private final ThreadFactory threads = Thread.ofVirtual().name("gateway-", 0).factory();

    public GatewayCaller(Gateway gateway, GatewayLimits limits, InstantSource clock) {
        this.gateway = gateway;
        this.limits = limits;
        this.clock = clock;
        this.room = new Semaphore(limits.callsMax());
    }

    /** Has the gateway do it, once. */
    public CompletableFuture<GatewayAnswer> send(GatewayRequest request) {
        Duration window =
                Duration.between(clock.instant(), request.committedAt().plus(limits.window()));
        if (!window.isPositive()) {
            return CompletableFuture.completedFuture(new NotSent("TOO_LATE"));
        }
        Duration patience = window.compareTo(limits.timeout()) < 0 ? window : limits.timeout();
        return bounded(new Call<>(request.key(), patience, () -> call(request, patience), Function.identity()));
    }

    /**
     * Asks what became of a request; empty if the gateway has never seen it. A question that could not be asked says
     * nothing about the request: it is {@link Unknown}, never {@link NotSent}.
     */
    public CompletableFuture<Optional<GatewayAnswer>> ask(GatewayQuestion question) {
        Duration patience = limits.timeout();
        return bounded(new Call<>(
                question.key(),
                patience,
                () -> gateway.find(question, patience),
                unasked -> Optional.of(new Unknown(reason(unasked)))));
    }

    private GatewayAnswer call(GatewayRequest request, Duration patience) throws IOException, InterruptedException {
        return switch (request) {
            case GatewayRequest.Authorization authorization -> gateway.authorize(authorization, patience);
            case GatewayRequest.Capture capture -> gateway.capture(capture, patience);
            case GatewayRequest.Reversal reversal -> gateway.reverse(reversal, patience);
            case GatewayRequest.Refund refund -> gateway.refund(refund, patience);
        };
    }

    /** One call: what it does, and what it comes to if it does not get so far. */
    private record Call<T>(
            TransactionId key, Duration patience, Callable<T> work, Function<GatewayAnswer, T> otherwise) {}

    /** The one place where calls are bounded; a circuit breaker and retries belong around it. */
    private <T> CompletableFuture<T> bounded(Call<T> call) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedFuture(call.otherwise.apply(new NotSent("TOO_MANY_CALLS")));
        }
        CompletableFuture<T> said = new CompletableFuture<>();
        Thread calling = threads.newThread(() -> work(call, said));
        calling.start();
        // Late answers go on a thread of their own: whoever waits for the answer goes on working there.
        return said.orTimeout(call.patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyAsync(
                        _ -> giveUp(call, calling),
                        task -> threads.newThread(task).start());
    }

    private static <T> T giveUp(Call<T> call, Thread calling) {
        calling.interrupt();
        return call.otherwise.apply(new Unknown("TIMEOUT"));
    }

    /** Holds its place until it has really ended, so that calls that cannot be interrupted still count. */
    private <T> void work(Call<T> call, CompletableFuture<T> said) {
        T answer;
        try {
            answer = call.work.call();
        } catch (InterruptedException givenUp) {
            answer = call.otherwise.apply(new Unknown("TIMEOUT"));
        } catch (ConnectException
                | NoRouteToHostException
                | UnknownHostException
                | UnresolvedAddressException
                | HttpConnectTimeoutException unreachable) {
            answer = call.otherwise.apply(new NotSent("UNREACHABLE"));
        } catch (IOException lost) {
            // Without its stack: an outage of the gateway must not flood the log.
            LOG.atWarn()
                    .addKeyValue("event", "gateway-answer-lost")
                    .log("No answer to {}: {}", call.key, lost.toString());
            answer = call.otherwise.apply(new Unknown("NO_ANSWER"));
        } catch (Throwable defect) {
            // Not even a defect of ours may hide that money has perhaps been moved.
            LOG.atError()
                    .addKeyValue("event", "gateway-call-broken")
                    .setCause(defect)
                    .log("Broken call {}", call.key);
            answer = call.otherwise.apply(new Unknown("BROKEN_CALL"));
        } finally {
            room.release();
        }
        said.complete(answer);
    }

    private static String reason(GatewayAnswer failed) {
        return switch (failed) {
            case NotSent(var reason) -> reason;
            case Unknown(var reason) -> reason;
            case GatewayAnswer.Declined(var reason) -> reason;
            case GatewayAnswer.Succeeded _ -> throw new IllegalStateException("not a failure: " + failed);
        };
    }
}
