package waybill.engine.core.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.kernel.EventId;

final class WatchersTest {
    private final Watchers<String> watchers = new Watchers<>();

    private static Recorded<String> event(String stream, long version, String what) {
        Meta meta = new Meta(EventId.of(new UUID(0x7000L, Long.MIN_VALUE)), "corr", null, "test", null);
        return new Recorded<>(0, version, new StreamId(stream, stream), version, "said.v1", what, meta, Instant.EPOCH);
    }

    @Test
    void a_watch_is_done_with_all_it_saw_once_that_is_enough() {
        var watch = watchers.watch("a", seen -> seen.getLast().event().equals("end"));
        watchers.see(event("a", 1, "begin"));
        assertThat(watch.done()).isNotDone();
        watchers.see(event("b", 1, "end"));
        assertThat(watch.done()).isNotDone();
        watchers.see(event("a", 2, "end"));
        watchers.see(event("a", 3, "too late"));

        assertThat(watch.done())
                .isCompletedWithValueMatching(
                        seen -> seen.stream().map(Recorded::event).toList().equals(List.of("begin", "end")));
    }

    @Test
    void many_may_watch_the_same_stream_and_each_leaves_alone() {
        var one = watchers.watch("a", _ -> true);
        var two = watchers.watch("a", seen -> seen.size() == 2);
        var gone = watchers.watch("a", seen -> seen.size() == 2);
        watchers.see(event("a", 1, "x"));
        gone.close();
        one.close();
        watchers.see(event("a", 2, "y"));

        assertThat(one.done()).isCompleted();
        assertThat(two.done()).isCompleted();
        assertThat(gone.done()).isNotDone();
    }

    @Test
    void a_watch_begins_now() {
        watchers.see(event("a", 1, "before"));
        var watch = watchers.watch("a", _ -> true);

        assertThat(watch.done()).isNotDone();
        watch.close();
        watch.close();
        watchers.see(event("a", 2, "after"));
        assertThat(watch.done()).isNotDone();
    }

    @Test
    void who_learns_more_may_look_again_at_what_was_seen() {
        AtomicBoolean knows = new AtomicBoolean();
        var watch = watchers.watch("a", _ -> knows.get());
        knows.set(true);
        watch.lookAgain();
        assertThat(watch.done()).as("nothing was seen").isNotDone();
        knows.set(false);
        watchers.see(event("a", 1, "x"));
        assertThat(watch.done()).isNotDone();
        knows.set(true);
        watch.lookAgain();

        assertThat(watch.done()).isCompleted();
    }

    @Test
    void a_wrong_question_fails_its_own_caller_only() {
        var wrong = watchers.watch("a", _ -> {
            throw new IllegalStateException("wrong question");
        });
        var right = watchers.watch("a", _ -> true);
        watchers.see(event("a", 1, "x"));

        assertThat(wrong.done()).isCompletedExceptionally();
        assertThat(right.done()).isCompleted();
    }

    @Test
    void when_waiting_ends_everybody_goes_on_and_nobody_waits_again() {
        var before = watchers.watch("a", _ -> false);
        watchers.end();
        var after = watchers.watch("b", _ -> false);
        assertThat(before.done()).isCompletedWithValue(List.of());
        assertThat(after.done()).isCompletedWithValue(List.of());
    }
}
