package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.engine.core.relay.RelayLease;
import waybill.engine.core.relay.RelayLeases;

/** What every lease of a relay promises: one holder at a time, and who was late learns it. */
public abstract class RelayLeasesContract {
    /** How many shards the log has. */
    protected static final int SHARDS = 3;

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    /** A lease that nobody has had yet. */
    protected abstract RelayLeases leases();

    @Test
    void only_one_has_it_at_a_time() {
        RelayLeases leases = leases();
        Optional<RelayLease> first = leases.take("one", LONG);

        assertThat(first).contains(new RelayLease("one", 1, List.of(0L, 0L, 0L)));
        assertThat(leases.take("other", LONG)).isEmpty();
    }

    @Test
    void who_has_it_can_take_it_again_under_a_new_epoch() {
        RelayLeases leases = leases();
        RelayLease before = leases.take("one", LONG).orElseThrow();

        assertThat(leases.take("one", LONG)).map(RelayLease::epoch).contains(2L);
        assertThat(leases.keep(before, List.of(9L, 9L, 9L), LONG)).isFalse();
    }

    @Test
    void what_is_written_down_is_where_the_next_one_begins() {
        RelayLeases leases = leases();
        RelayLease first = leases.take("one", LONG).orElseThrow();

        assertThat(leases.keep(first, List.of(5L, 0L, 7L), LONG)).isTrue();
        assertThat(leases.take("other", LONG)).isEmpty();
        assertThat(leases.release(first, List.of(6L, 0L, 7L))).isTrue();

        assertThat(leases.take("other", LONG)).contains(new RelayLease("other", 2, List.of(6L, 0L, 7L)));
    }

    @Test
    void who_was_silent_for_too_long_loses_it_and_can_write_nothing_down_any_more() {
        RelayLeases leases = leases();
        RelayLease sleeper = leases.take("sleeper", SHORT).orElseThrow();
        Eventually.holds(() -> assertThat(leases.take("other", LONG)).isPresent());

        assertThat(leases.keep(sleeper, List.of(8L, 8L, 8L), LONG)).isFalse();
        assertThat(leases.release(sleeper, List.of(8L, 8L, 8L))).isFalse();
        assertThat(leases.take("other", LONG)).map(RelayLease::published).contains(List.of(0L, 0L, 0L));
    }
}
