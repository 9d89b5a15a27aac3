package waybill.engine.core.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class QueueTest {
    private final Queue<String> queue = new Queue<>(2);

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
