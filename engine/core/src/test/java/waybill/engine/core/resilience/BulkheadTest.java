package waybill.engine.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No more calls at a time than there is room for; what hangs here does no harm there. */
class BulkheadTest {
    private static final int PLACES = 100;
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Guarded inventory = new Guarded(bounded(Policy.inventory()), meters);
    private final Guarded payment = new Guarded(bounded(Policy.payment()), meters);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch open = new CountDownLatch(1);

    private static Policy bounded(Policy usual) {
        return new Policy(usual.name(), usual.timeout(), usual.deadline(), PLACES, usual.retries(), usual.breaker());
    }

    @AfterEach
    void end() {
        open.countDown();
        callers.close();
    }

    @Test
    void a_full_bulkhead_rejects_at_once_and_blames_nobody() throws Exception {
        hang(inventory);
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            assertThat(inventory.call(Repeat.SAFE, _ -> Heard.works(1))).isEqualTo(new Result.Full<Integer>());
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        assertThat(Duration.ofNanos(fastest)).isLessThan(AT_ONCE);
        assertThat(inventory.isOpen()).isFalse();
        assertThat(meters.get("bulkhead.rejected")
                        .tag("name", "inventory")
                        .counter()
                        .count())
                .isEqualTo(20);
    }

    @Test
    void a_hundred_hanging_calls_to_inventory_leave_payment_alone() throws Exception {
        hang(inventory);
        for (int i = 0; i < PLACES; i++) {
            assertThat(payment.call(Repeat.SAFE, _ -> Heard.works(1))).isEqualTo(new Result.Answered<>(1));
        }
        assertThat(meters.get("bulkhead.calls").tag("name", "payment").gauge().value())
                .isZero();
        assertThat(meters.get("bulkhead.calls").tag("name", "inventory").gauge().value())
                .isEqualTo(PLACES);
    }

    @Test
    void places_are_free_again_when_the_calls_are_over() throws Exception {
        hang(inventory);
        open.countDown();
        callers.close();
        assertThat(inventory.call(Repeat.SAFE, _ -> Heard.works(1))).isEqualTo(new Result.Answered<>(1));
    }

    @Test
    void work_that_does_not_end_keeps_its_place_until_it_does() throws Exception {
        Guarded narrow = new Guarded(
                new Policy(
                        "x",
                        Duration.ofMillis(20),
                        Duration.ofSeconds(10),
                        1,
                        Retries.none(),
                        Policy.gateway().breaker()),
                meters);
        OwnThread threads = new OwnThread("stubborn");
        CountDownLatch ended = new CountDownLatch(1);
        Result<Integer> result = narrow.call(
                Repeat.SAFE,
                timeout -> threads.within(timeout, () -> {
                    uninterrupted(open);
                    ended.countDown();
                    return Heard.works(1);
                }));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Ambiguous.class, it -> assertThat(it.trouble()).isEqualTo(Trouble.TIMEOUT));
        assertThat(narrow.call(Repeat.SAFE, _ -> Heard.works(1))).isEqualTo(new Result.Full<Integer>());
        open.countDown();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (narrow.call(Repeat.SAFE, _ -> Heard.works(1)) instanceof Result.Full && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(narrow.call(Repeat.SAFE, _ -> Heard.works(1))).isEqualTo(new Result.Answered<>(1));
    }

    /** Takes every place. */
    private void hang(Guarded guarded) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(PLACES);
        for (int i = 0; i < PLACES; i++) {
            var _ = callers.submit(() -> guarded.call(Repeat.NEVER, _ -> {
                begun.countDown();
                open.await();
                return Heard.works(1);
            }));
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void uninterrupted(CountDownLatch latch) {
        boolean opened = false;
        while (!opened) {
            try {
                latch.await();
                opened = true;
            } catch (InterruptedException ignored) {
                // That is what makes it so stubborn.
            }
        }
    }
}
