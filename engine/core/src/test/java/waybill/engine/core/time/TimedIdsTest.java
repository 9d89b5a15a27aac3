package waybill.engine.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TimedIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void an_id_is_a_uuid_of_version_seven_that_says_when() {
        SplittableRandom random = new SplittableRandom(1);
        TimedIds ids = new TimedIds(InstantSource.fixed(NOW), random::nextLong);
        for (int i = 0; i < 1_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        }
    }

    @Test
    void all_bits_but_those_of_the_standard_are_random() {
        TimedIds zeros = new TimedIds(InstantSource.fixed(Instant.EPOCH), () -> 0L);
        TimedIds ones = new TimedIds(InstantSource.fixed(Instant.EPOCH), () -> -1L);

        assertThat(zeros.next()).hasToString("00000000-0000-7000-8000-000000000000");
        assertThat(ones.next()).hasToString("00000000-0000-7fff-bfff-ffffffffffff");
    }

    @Test
    void ids_of_the_same_moment_differ_and_later_ones_sort_later() {
        SplittableRandom random = new SplittableRandom(1);
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        TimedIds ids = new TimedIds(now::get, random::nextLong);
        Set<UUID> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }
        now.set(NOW.plusMillis(1));

        assertThat(made).hasSize(10_000);
        String later = ids.next().toString();
        assertThat(made).allMatch(id -> id.toString().compareTo(later) < 0);
    }
}
