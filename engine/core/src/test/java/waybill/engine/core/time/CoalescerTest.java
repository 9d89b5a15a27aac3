package waybill.engine.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.StoreFault;

final class CoalescerTest {
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);
    private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();
    private final Coalescer<Integer, String> coalescer = new Coalescer<>("test", this::together, 4);

    private List<String> together(List<Integer> asked) {
        calls.add(List.copyOf(asked));
        arrived.release();
        passes.acquireUninterruptibly();
        if (asked.contains(13)) {
            throw new IllegalArgumentException("unlucky");
        }
        if (asked.contains(14)) {
            throw new StoreFault.Unavailable("away", new IllegalStateException("sent away by a test"));
        }
        return asked.stream().map(number -> "answer " + number).toList();
    }

    @AfterEach
    void close() {
        passes.release(1_000);
        coalescer.close();
    }

    private void awaitCall() throws InterruptedException {
        assertThat(arrived.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_asks_during_a_call_goes_with_the_next_one() throws Exception {
        CompletableFuture<String> first = coalescer.ask(1);
        awaitCall();
        List<CompletableFuture<String>> others = new ArrayList<>();
        for (int i = 2; i <= 7; i++) {
            others.add(coalescer.ask(i));
        }
        passes.release(3);

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
        for (int i = 2; i <= 7; i++) {
            assertThat(others.get(i - 2).get(30, TimeUnit.SECONDS)).isEqualTo("answer " + i);
        }
        assertThat(calls).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(6, 7));
    }

    @Test
    void who_cannot_be_answered_does_not_fail_those_who_went_along() throws Exception {
        CompletableFuture<String> first = coalescer.ask(1);
        awaitCall();
        CompletableFuture<String> unlucky = coalescer.ask(13);
        CompletableFuture<String> neighbor = coalescer.ask(2);
        passes.release(5);

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
        assertThatThrownBy(() -> unlucky.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("unlucky");
        assertThat(neighbor.get(30, TimeUnit.SECONDS)).isEqualTo("answer 2");
        assertThat(coalescer.ask(3).get(30, TimeUnit.SECONDS)).isEqualTo("answer 3");
    }

    @Test
    void while_the_store_is_away_nobody_is_asked_for_one_by_one() throws Exception {
        CompletableFuture<String> first = coalescer.ask(1);
        awaitCall();
        CompletableFuture<String> away = coalescer.ask(14);
        CompletableFuture<String> neighbor = coalescer.ask(2);
        passes.release(5);

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
        for (CompletableFuture<String> failed : List.of(away, neighbor)) {
            assertThatThrownBy(() -> failed.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreFault.Unavailable.class);
        }
        assertThat(calls).containsExactly(List.of(1), List.of(14, 2));
    }

    @Test
    void when_too_many_wait_the_next_is_turned_away() throws Exception {
        CompletableFuture<String> first = coalescer.ask(0);
        awaitCall();
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            waiting.add(coalescer.ask(100 + i));
        }

        assertThat(coalescer.ask(200)).isCompletedExceptionally();
        passes.release(10);
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 0");
        assertThat(waiting.getLast().get(30, TimeUnit.SECONDS)).isEqualTo("answer 116");
    }

    @Test
    void who_asks_for_many_is_one_of_those_who_wait() throws Exception {
        CompletableFuture<String> first = coalescer.ask(0);
        awaitCall();
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            waiting.addAll(coalescer.askAll(List.of(100 + i, 200 + i, 300 + i)));
        }

        assertThat(coalescer.askAll(List.of(400, 500)))
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
        passes.release(10);
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 0");
        assertThat(waiting.getLast().get(30, TimeUnit.SECONDS)).isEqualTo("answer 316");
        assertThat(calls).startsWith(List.of(0), List.of(101, 201, 301, 102, 202, 302));
        assertThat(coalescer.askAll(List.of())).isEmpty();
    }

    @Test
    void one_of_many_that_cannot_be_answered_does_not_fail_the_others() throws Exception {
        passes.release(10);
        List<CompletableFuture<String>> many = coalescer.askAll(List.of(1, 13, 2));
        assertThat(many.get(0).get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
        assertThatThrownBy(() -> many.get(1).get(30, TimeUnit.SECONDS)).hasRootCauseMessage("unlucky");
        assertThat(many.get(2).get(30, TimeUnit.SECONDS)).isEqualTo("answer 2");
    }

    @Test
    void nobody_waits_for_ever_once_it_is_closed() throws Exception {
        CompletableFuture<String> first = coalescer.ask(1);
        awaitCall();
        CompletableFuture<String> waiting = coalescer.ask(2);
        coalescer.close();
        CompletableFuture<String> late = coalescer.ask(3);
        passes.release(3);

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
        for (CompletableFuture<String> turnedAway : List.of(waiting, late)) {
            assertThatThrownBy(() -> turnedAway.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }
}
