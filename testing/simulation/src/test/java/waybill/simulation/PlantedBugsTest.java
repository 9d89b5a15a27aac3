package waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.simulation.planted.Planted;

/** The simulation finds every classic mistake; otherwise that it finds nothing would mean nothing. */
class PlantedBugsTest {
    /** So many lives are more than enough for each of them; the table in the docs says how many were. */
    private static final int SEEDS_MAX = 6_000;

    private static final int AT_ONCE = 32;

    static List<Planted> planted() {
        return Planted.all();
    }

    @ParameterizedTest
    @MethodSource("planted")
    void a_mistake_made_on_purpose_is_found(Planted planted) {
        boolean found = false;
        for (long seed = 0; seed < SEEDS_MAX && !found; seed += AT_ONCE) {
            found = LongStream.range(seed, seed + AT_ONCE).parallel().anyMatch(each -> isFound(planted, each));
        }
        assertThat(found).as(planted.name()).isTrue();
    }

    private static boolean isFound(Planted planted, long seed) {
        return Story.live(seed, planted.wiring().get()).wrong().stream()
                .anyMatch(wrong -> wrong.startsWith(planted.found()));
    }
}
