package waybill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.Line;

/** On a clock of its own: nothing here takes time. */
class ArrivalsTest {
    private static final double PER_SECOND = 1_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Tally tally = new Tally();
    private final List<Line> rung = new ArrayList<>();

    @Test
    void as_many_come_as_were_ordered_and_at_odd_times() {
        Arrivals arrivals = Arrivals.whoWait(PER_SECOND, 1, tally);
        List<Long> times = new ArrayList<>();
        Conversation clock = arrivals.clock();
        Pace customer = arrivals.of(new Counted());
        for (long now = 0; now < 10 * SECOND; now = clock.next(ByteBuffer.allocate(0), now, false)) {
            long came = customer.begin(now, false);
            if (came <= now) {
                times.add(came);
            }
        }
        assertThat((double) times.size()).isCloseTo(10 * PER_SECOND, within(300.0));
        assertThat(times).isSorted();
        assertThat(gapsShorterThanTheMean(times))
                .as("1 - 1/e of a Poisson process")
                .isCloseTo(0.632, within(0.02));
    }

    private static double gapsShorterThanTheMean(List<Long> times) {
        long mean = (long) (SECOND / PER_SECOND);
        int shorter = 0;
        for (int i = 1; i < times.size(); i++) {
            shorter += times.get(i) - times.get(i - 1) < mean ? 1 : 0;
        }
        return (double) shorter / (times.size() - 1);
    }

    @Test
    void who_comes_takes_the_line_that_was_free_longest() {
        Arrivals arrivals = Arrivals.whoWait(PER_SECOND, 1, tally);
        Counted first = new Counted();
        Counted second = new Counted();
        assertThat(arrivals.of(first).begin(0, false)).isEqualTo(Conversation.UNTIL_RUNG);
        assertThat(arrivals.of(second).begin(0, false)).isEqualTo(Conversation.UNTIL_RUNG);
        arrive(arrivals);
        assertThat(rung).containsExactly(first);
        assertThat(tally.counts()).isEmpty();
    }

    @Test
    void who_finds_no_line_waits_and_the_time_counts_from_when_he_came() {
        Arrivals arrivals = Arrivals.whoWait(PER_SECOND, 1, tally);
        long came = arrive(arrivals);
        assertThat(tally.counts()).containsExactly(entry(Arrivals.FOUND_NONE, 1L));
        assertThat(arrivals.of(new Counted()).begin(SECOND, true))
                .as("the first line that is free, even at the end")
                .isEqualTo(came);
        assertThat(arrivals.of(new Counted()).begin(SECOND, true)).isEqualTo(Conversation.FINISHED);
    }

    @Test
    void who_does_not_want_to_wait_leaves_and_is_counted() {
        Arrivals arrivals = Arrivals.whoLeave(PER_SECOND, 1, tally);
        arrive(arrivals);
        assertThat(tally.counts()).containsExactly(entry(Arrivals.FOUND_NONE, 1L));
        assertThat(arrivals.of(new Counted()).begin(SECOND, false)).isEqualTo(Conversation.UNTIL_RUNG);
    }

    @Test
    void nobody_comes_after_the_end() {
        assertThat(Arrivals.whoWait(PER_SECOND, 1, tally).clock().next(ByteBuffer.allocate(0), SECOND, true))
                .isEqualTo(Conversation.FINISHED);
        assertThat(tally.counts()).isEmpty();
    }

    /** Lets time pass until one has come, and says when that was. */
    private static long arrive(Arrivals arrivals) {
        Conversation clock = arrivals.clock();
        long first = clock.next(ByteBuffer.allocate(0), 0, false);
        clock.next(ByteBuffer.allocate(0), first, false);
        return first;
    }

    private final class Counted implements Line {
        @Override
        public void ring() {
            rung.add(this);
        }
    }
}
