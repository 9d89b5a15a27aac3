package waybill.engine.http.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.kernel.EventId;

final class WaitsTest {
    private final Watchers<String> watchers = new Watchers<>();

    private static Recorded<String> event(long version, String what) {
        Meta meta = new Meta(EventId.of(new UUID(0x7000L, Long.MIN_VALUE)), "corr", null, "test", null);
        return new Recorded<>(0, version, new StreamId("a", "a"), version, "said.v1", what, meta, Instant.EPOCH);
    }

    private static boolean isEnded(List<Recorded<String>> events) {
        return !events.isEmpty() && events.getLast().event().equals("end");
    }

    @Test
    void what_happens_while_the_history_is_read_is_not_missed() {
        List<Recorded<String>> all = Waits.until(
                watchers,
                "a",
                () -> {
                    // Read before the second event, which is shown before the answer is there.
                    watchers.see(event(2, "end"));
                    return List.of(event(1, "begin"));
                },
                WaitsTest::isEnded,
                Duration.ofSeconds(30));

        assertThat(all).extracting(Recorded::event).containsExactly("begin", "end");
    }
}
