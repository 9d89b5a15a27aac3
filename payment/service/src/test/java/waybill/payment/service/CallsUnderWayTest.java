package waybill.payment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A service that stops waits for what the gateway still says, and not for ever. */
class CallsUnderWayTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final CallsUnderWay calls = new CallsUnderWay();

    private CompletableFuture<Void> closing(Duration longest) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            calls.close(longest);
            closed.complete(null);
        });
        return closed.orTimeout(20, TimeUnit.SECONDS);
    }

    @Test
    void it_is_over_when_the_last_outcome_is_written_whatever_it_is() {
        CompletableFuture<String> good = new CompletableFuture<>();
        CompletableFuture<String> bad = new CompletableFuture<>();
        calls.add(good);
        calls.add(bad);
        CompletableFuture<Void> closed = closing(LONG);
        bad.completeExceptionally(new IllegalStateException("lost"));
        assertThat(closed).isNotDone();
        good.complete("written");
        closed.join();
        assertThat(calls.isClosed()).isTrue();
    }

    @Test
    void a_gateway_that_never_answers_does_not_hold_it() {
        calls.add(new CompletableFuture<>());
        closing(Duration.ofMillis(50)).join();
    }

    @Test
    void with_nothing_under_way_it_is_over_at_once() {
        calls.add(CompletableFuture.completedFuture("written"));
        closing(LONG).join();
    }
}
