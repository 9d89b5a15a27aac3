package waybill.engine.core.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class QueueTest {
    private final Queue<String> queue = new Queue<>(2, manners(Duration.ofHours(1), Duration.ZERO));

    @Test
    void news_go_before_requests_and_each_keep_their_order() throws InterruptedException {
        queue.offer("request 1");
        queue.addAll(List.of("news 1"));
        queue.offer("request 2");
        queue.addAll(List.of("news 2"));

        assertThat(queue.size()).isEqualTo(4);
        assertThat(queue.take(3)).containsExactly("news 1", "news 2", "request 1");
        assertThat(queue.take(3)).containsExactly("request 2");
    }

    @Test
    void requests_are_bounded_and_news_are_not() {
        assertThat(queue.offer("1")).isTrue();
        assertThat(queue.offer("2")).isTrue();
        assertThat(queue.offer("3")).isFalse();
        for (int i = 0; i < 100; i++) {
            queue.addAll(List.of("news"));
        }

        assertThat(queue.size()).isEqualTo(102);
    }

    @Test
    void who_takes_waits_until_there_is_something() throws Exception {
        CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> take(queue));
        assertThat(taken).isNotDone();

        queue.addAll(List.of("news"));

        assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly("news");
    }

    @Test
    void a_closed_queue_takes_no_requests_and_hands_out_what_waits() throws InterruptedException {
        queue.offer("request");
        queue.close();

        assertThat(queue.offer("late")).isFalse();
        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.take(10)).containsExactly("request");
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void closing_wakes_who_waits_and_who_pauses() throws Exception {
        CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> take(queue));
        CompletableFuture<Boolean> paused = CompletableFuture.supplyAsync(() -> pause(queue));

        queue.close();

        assertThat(taken.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(paused.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void requests_can_be_taken_out_of_the_middle() throws InterruptedException {
        queue.offer("late");
        queue.offer("in time");
        queue.addAll(List.of("late news"));

        assertThat(queue.takeRequests(request -> request.startsWith("late"))).containsExactly("late");
        assertThat(queue.take(10)).containsExactly("late news", "in time");
    }

    @Test
    void news_that_have_time_come_with_whatever_somebody_waits_for() throws InterruptedException {
        queue.addInTime(List.of("news in time"));
        queue.offer("request");
        assertThat(queue.take(10)).containsExactly("news in time", "request");

        queue.addInTime(List.of("more in time"));
        queue.addAll(List.of("news"));
        assertThat(queue.take(10)).containsExactly("more in time", "news");
    }

    @Test
    void news_that_have_time_come_alone_after_a_moment() throws InterruptedException {
        Queue<String> brief = new Queue<>(2, manners(Duration.ofMillis(20), Duration.ZERO));
        long begun = System.nanoTime();
        brief.addInTime(List.of("news in time"));

        assertThat(brief.take(10)).containsExactly("news in time");
        assertThat(System.nanoTime() - begun)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void what_is_left_of_a_full_batch_waits_no_longer() throws InterruptedException {
        queue.addInTime(List.of("1", "2", "3"));
        queue.offer("request");

        assertThat(queue.take(2)).containsExactly("1", "2");
        assertThat(queue.take(2)).containsExactly("3", "request");
    }

    @Test
    void who_waits_until_all_is_done_hurries_news_that_have_time() throws InterruptedException {
        queue.addInTime(List.of("news in time"));

        queue.awaitIdle(0);

        assertThat(queue.take(10)).containsExactly("news in time");
    }

    @Test
    void closing_hurries_news_that_have_time() throws InterruptedException {
        queue.addInTime(List.of("news in time"));

        queue.close();

        assertThat(queue.take(10)).containsExactly("news in time");
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void two_takings_keep_their_distance_and_who_comes_first_waits_for_nothing() throws InterruptedException {
        Queue<String> paced = new Queue<>(10, manners(Duration.ofHours(1), Duration.ofMillis(20)));
        paced.offer("first");
        long begun = System.nanoTime();
        assertThat(paced.take(10)).containsExactly("first");
        paced.offer("second");
        paced.addAll(List.of("news"));

        assertThat(paced.take(10)).containsExactly("news", "second");
        assertThat(System.nanoTime() - begun)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void enough_that_waits_keeps_no_distance_and_a_lane_at_rest_never_had_to() throws Exception {
        Queue<String> paced = new Queue<>(10, manners(Duration.ofHours(1), Duration.ofHours(1)));
        paced.offer("at rest");
        assertThat(paced.take(10)).containsExactly("at rest");

        paced.offer("1");
        paced.offer("2");
        CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> take(paced));
        assertThat(taken).isNotDone();
        paced.addInTime(List.of("3"));

        assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly("3", "1", "2");
    }

    @Test
    void who_does_not_wait_takes_what_there_is() throws InterruptedException {
        Queue<String> paced = new Queue<>(10, manners(Duration.ofHours(1), Duration.ofHours(1)));
        paced.addInTime(List.of("1"));
        assertThat(paced.takeNow(10)).containsExactly("1");
        assertThat(paced.takeNow(10)).isEmpty();
        paced.offer("2");
        assertThat(paced.takeNow(10)).containsExactly("2");
    }

    private static Queue.Manners manners(Duration company, Duration pace) {
        return new Queue.Manners(company, pace, 3);
    }

    private static List<String> take(Queue<String> queue) {
        try {
            return queue.take(10);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static boolean pause(Queue<String> queue) {
        try {
            queue.pause(TimeUnit.MINUTES.toMillis(10));
            return true;
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
