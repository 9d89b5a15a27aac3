package waybill.engine.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.engine.core.resilience.Dependency.refusesConnections;
import static waybill.engine.core.resilience.Dependency.says;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the breaker opens, and how it closes again, in virtual time. */
class BreakerTest {
    private static final double ALMOST = 0.001;

    private final Dependency inventory = new Dependency(Policy.inventory());

    @Test
    void half_of_the_calls_failing_keeps_it_closed_and_one_more_opens_it() throws Exception {
        inventory.hear(200, 500, 200, 500, 200, 500);
        assertThat(inventory.state()).isZero();
        inventory.hear(500);
        assertThat(inventory.state()).isEqualTo(1);
        assertThat(inventory.isRefused()).isTrue();
        assertThat(inventory.arrivals).hasSize(7);
    }

    @Test
    void fewer_than_five_calls_say_nothing() throws Exception {
        inventory.hear(500, 500, 500, 500);
        assertThat(inventory.state()).isZero();
        inventory.hear(500);
        assertThat(inventory.state()).isEqualTo(1);
    }

    @Test
    void it_can_be_told_to_open_at_the_first_failure() throws Exception {
        Dependency strict = new Dependency(withMinimum(1));
        strict.hear(500);
        assertThat(strict.state()).isEqualTo(1);
    }

    private static Policy withMinimum(int calls) {
        Policy usual = Policy.inventory();
        return new Policy(
                usual.name(),
                usual.timeout(),
                usual.deadline(),
                usual.callsMax(),
                usual.retries(),
                new Policy.BreakerRules(calls, usual.breaker().openFor()));
    }

    @Test
    void answers_that_say_no_are_successes_and_too_many_requests_is_neither() throws Exception {
        inventory.hear(404, 402, 422, 500, 500, 500);
        assertThat(inventory.state()).isZero();
        inventory.hear(429, 429, 429, 429);
        assertThat(inventory.state()).isZero();
        inventory.hear(501);
        assertThat(inventory.state()).isEqualTo(1);
    }

    @Test
    void timeouts_and_broken_connections_are_failures() throws Exception {
        inventory.then(inventory.hangs(), refusesConnections(), inventory.hangs(), refusesConnections());
        inventory.then(refusesConnections());
        for (int i = 0; i < 5; i++) {
            inventory.call(Repeat.NEVER);
        }
        assertThat(inventory.state()).isEqualTo(1);
    }

    @Test
    void failures_older_than_ten_seconds_are_forgotten() throws Exception {
        inventory.hear(500, 500, 500, 500);
        inventory.pace.passSeconds(10);
        inventory.hear(500, 500, 500, 500);
        assertThat(inventory.state()).isZero();
        inventory.pace.passSeconds(8);
        inventory.hear(500);
        assertThat(inventory.state()).isEqualTo(1);
    }

    @Test
    void inventory_is_tried_again_after_10_seconds_and_payment_and_gateway_after_30() throws Exception {
        assertTriedAgainAfter(10, Policy.inventory());
        assertTriedAgainAfter(30, Policy.payment());
        assertTriedAgainAfter(30, Policy.gateway());
    }

    private static void assertTriedAgainAfter(int seconds, Policy policy) throws Exception {
        Dependency it = new Dependency(policy);
        it.hear(500, 500, 500, 500, 500);
        it.pace.passSeconds(seconds - ALMOST);
        assertThat(it.state()).isEqualTo(1);
        assertThat(it.isRefused()).isTrue();
        it.pace.passSeconds(ALMOST);
        assertThat(it.state()).as("by itself, without a call").isZero();
        assertThat(it.call(Repeat.NEVER)).isEqualTo(new Result.Answered<>(200));
        it.hear(500, 500, 500, 500);
        assertThat(it.state()).as("closed, with nothing remembered").isZero();
    }

    @Test
    void a_refusal_says_when_it_is_worth_another_try() throws Exception {
        inventory.hear(500, 500, 500, 500, 500);
        inventory.pace.passSeconds(4);
        assertThat(inventory.call(Repeat.SAFE)).isEqualTo(new Result.Refused<>(Duration.ofSeconds(6)));
    }

    @Test
    void a_trial_that_fails_opens_it_again_for_as_long() throws Exception {
        opened(inventory);
        inventory.hear(503);
        assertThat(inventory.state()).isEqualTo(1);
        inventory.pace.passSeconds(10 - ALMOST);
        assertThat(inventory.isRefused()).isTrue();
        inventory.pace.passSeconds(ALMOST);
        assertThat(inventory.isRefused()).isFalse();
    }

    @Test
    void a_trial_that_says_nothing_lets_another_one_try() throws Exception {
        opened(inventory);
        inventory.hear(429);
        inventory.hear(200);
        assertThat(inventory.isRefused()).isFalse();
        assertThat(inventory.arrivals).hasSize(5 + 3);
    }

    @Test
    void of_many_callers_at_once_exactly_one_is_the_trial() throws Exception {
        opened(inventory);
        AtomicInteger trials = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Result<Integer>>> calls = new ArrayList<>();
            CountDownLatch refused = new CountDownLatch(99);
            for (int i = 0; i < 100; i++) {
                calls.add(() -> {
                    Result<Integer> result = inventory.guarded.call(Repeat.SAFE, _ -> {
                        trials.incrementAndGet();
                        answer.await();
                        return Heard.works(200);
                    });
                    refused.countDown();
                    return result;
                });
            }
            List<Future<Result<Integer>>> results =
                    calls.stream().map(callers::submit).toList();
            assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(trials).hasValue(1);
            answer.countDown();
            int answered = 0;
            for (Future<Result<Integer>> result : results) {
                answered += result.get(20, TimeUnit.SECONDS) instanceof Result.Answered<Integer> ? 1 : 0;
            }
            assertThat(answered).isEqualTo(1);
        }
        assertThat(inventory.isRefused()).isFalse();
    }

    @Test
    void a_trial_that_hangs_does_not_stick_and_its_late_answer_changes_nothing() throws Exception {
        opened(inventory);
        var stuck = new Late(inventory);
        assertThat(inventory.isRefused()).isTrue();
        inventory.pace.passSeconds(4 - ALMOST);
        assertThat(inventory.state()).as("its timeout and a second").isZero();
        inventory.pace.passSeconds(ALMOST);
        assertThat(inventory.state()).isEqualTo(1);
        stuck.answers(200);
        assertThat(inventory.state()).isEqualTo(1);
        inventory.pace.passSeconds(10);
        assertThat(inventory.call(Repeat.NEVER)).isEqualTo(new Result.Answered<>(200));
    }

    @Test
    void nobody_coming_to_try_it_does_not_close_the_door() throws Exception {
        opened(inventory);
        inventory.pace.passSeconds(3_600);
        assertThat(inventory.isRefused()).isFalse();
    }

    @Test
    void a_late_outcome_of_a_call_begun_before_it_opened_is_no_trial() throws Exception {
        for (int late : new int[] {200, 500}) {
            Dependency it = new Dependency(Policy.inventory());
            var slow = new Late(it);
            opened(it);
            slow.answers(late);
            assertThat(it.state()).as("still half-open").isZero();
            it.hear(500);
            assertThat(it.state()).as("the real trial decides").isEqualTo(1);
        }
    }

    @Test
    void a_late_failure_does_not_count_when_it_is_closed_again() throws Exception {
        List<Late> slow = List.of(new Late(inventory), new Late(inventory), new Late(inventory));
        opened(inventory);
        inventory.hear(200, 500, 500);
        for (Late one : slow) {
            one.answers(500);
        }
        assertThat(inventory.state()).isZero();
        inventory.hear(500, 500, 500);
        assertThat(inventory.state()).isEqualTo(1);
    }

    /** Open, and just after the time when one may be tried. */
    private static void opened(Dependency it) throws InterruptedException {
        it.hear(500, 500, 500, 500, 500);
        it.pace.pass(it.guarded.policy().breaker().openFor());
    }

    /** A call that is under way until the test has it answered. */
    private static final class Late {
        private final CountDownLatch answer = new CountDownLatch(1);
        private final Thread caller;
        private volatile int status;

        Late(Dependency it) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            caller = Thread.ofVirtual()
                    .start(() -> quietly(() -> it.guarded.call(Repeat.NEVER, timeout -> {
                        begun.countDown();
                        answer.await();
                        return says(status).make(timeout);
                    })));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void answers(int said) throws InterruptedException {
            status = said;
            answer.countDown();
            assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
        }

        private static void quietly(Callable<?> work) {
            try {
                work.call();
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
