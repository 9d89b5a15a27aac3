package waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rulings and invariants of PRODUCT.md §3 and §4, on the whole shop; and that breaking them is found. */
class ShopSimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1_500);
    private static final int SEEDS_FOR_A_FAULT = 4_000;

    @Test
    void whatever_happens_every_order_ends_as_it_was_promised() {
        long only = Long.getLong("seed", -1);
        for (long seed = only < 0 ? 0 : only; seed < (only < 0 ? SEEDS : only + 1); seed++) {
            assertThat(Walk.live(seed, Wiring.real()))
                    .as("seed %s (repeat it with -Dseed=%s)", seed, seed)
                    .isEmpty();
        }
    }

    @Test
    void the_same_seed_is_the_same_life() {
        assertThat(Walk.trace(7)).isEqualTo(Walk.trace(7)).isNotEqualTo(Walk.trace(8));
    }

    static List<Broken> broken() {
        return Broken.ALL;
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_rule_that_is_broken_on_purpose_is_found(Broken broken) {
        List<String> found = new ArrayList<>();
        for (long seed = 0; seed < SEEDS_FOR_A_FAULT && found.isEmpty(); seed++) {
            found.addAll(lived(seed, broken));
        }

        assertThat(found).isNotEmpty();
        assertThat(found.getFirst()).startsWith(broken.found());
    }

    /** A history or a level that is impossible stops the shop, which is a way of being found. */
    private static List<String> lived(long seed, Broken broken) {
        try {
            return Walk.live(seed, broken.wiring());
        } catch (IllegalStateException | IllegalArgumentException stopped) {
            return List.of("I9, I1: stopped: " + stopped.getMessage());
        }
    }
}
