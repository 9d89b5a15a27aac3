package waybill.torture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
    private static final int SEEDS = 200;

    @Test
    void the_same_seed_plans_the_same_faults_and_another_one_others() {
        assertThat(FaultPlan.of(7, THREE_MINUTES, ALL)).isEqualTo(FaultPlan.of(7, THREE_MINUTES, ALL));
        Set<List<Stroke>> different = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            different.add(FaultPlan.of(seed, THREE_MINUTES, ALL).strokes());
        }
        assertThat(different).hasSize(SEEDS);
    }

    @Test
    void three_minutes_are_enough_for_every_fault() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(FaultPlan.of(seed, THREE_MINUTES, ALL).strokes())
                    .as("seed %d", seed)
                    .extracting(Stroke::fault)
                    .containsAll(ALL);
        }
    }

    @Test
    void faults_of_one_lane_come_one_after_the_other_and_end_before_the_run_does() {
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = FaultPlan.of(seed, THREE_MINUTES, ALL);
            for (Fault.Lane lane : Fault.Lane.values()) {
                Duration free = Duration.ZERO;
                for (Stroke stroke : plan.of(lane)) {
                    assertThat(stroke.at()).as("seed %d: %s", seed, stroke).isGreaterThan(free);
                    free = stroke.end();
                }
                assertThat(free).isLessThanOrEqualTo(THREE_MINUTES);
            }
        }
    }

    @Test
    void pauses_are_short_or_outlast_every_lease() {
        Set<Boolean> seen = new HashSet<>();
        for (Stroke stroke :
                FaultPlan.of(1, Duration.ofHours(1), EnumSet.of(Fault.PAUSE)).strokes()) {
            long millis = stroke.length().toMillis();
            assertThat(millis <= 3_000 || millis >= 7_000).as("%s", stroke).isTrue();
            seen.add(millis >= 7_000);
        }
        assertThat(seen).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void without_faults_nothing_is_planned() {
        assertThat(FaultPlan.of(7, THREE_MINUTES, Set.of()).strokes()).isEmpty();
    }
}
