package waybill.engine.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MovableClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicReference<Instant> below = new AtomicReference<>(NOON);
    private final MovableClock clock = new MovableClock(below::get);

    @Test
    void it_runs_like_the_clock_below_it() {
        assertThat(clock.instant()).isEqualTo(NOON);
        below.set(NOON.plusSeconds(7));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(7));
    }

    @Test
    void it_stays_as_far_ahead_as_it_was_moved() {
        assertThat(clock.advance(Duration.ofMinutes(20))).isEqualTo(NOON.plusSeconds(1_200));
        below.set(NOON.plusSeconds(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1_201));
        assertThat(clock.moveTo(NOON.plusSeconds(2_000))).isTrue();
        below.set(NOON.plusSeconds(2));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2_001));
    }

    @Test
    void it_never_goes_back() {
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.moveTo(NOON.plusSeconds(4))).isFalse();
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_waits_for_a_time_is_told_when_it_is_moved() {
        AtomicInteger told = new AtomicInteger();
        MovableClock.whenMoved(clock, told::incrementAndGet);
        MovableClock.whenMoved(InstantSource.system(), () -> {
            throw new AssertionError("this one cannot be moved");
        });
        clock.advance(Duration.ofSeconds(1));
        clock.moveTo(NOON.plusSeconds(10));
        assertThat(clock.moveTo(NOON)).isFalse();
        assertThat(told).hasValue(2);
    }
}
