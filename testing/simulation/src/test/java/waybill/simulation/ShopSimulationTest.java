package waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import waybill.simulation.shop.Wiring;

/** The rulings and invariants of PRODUCT.md §3 and §4, on the whole shop, whatever goes wrong. */
class ShopSimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 20_000);
    private static final int SOME = 300;

    @Test
    void whatever_happens_every_order_ends_as_it_was_promised() {
        Simulation.Outcome all = Simulation.run(0, SEEDS, Wiring::real, _ -> {});
        assertThat(all.failed())
                .as("seeds that broke an invariant; ./waybill simulate --seed=S tells all that happened")
                .extracting(one -> one.seed() + ": " + one.wrong().getFirst())
                .isEmpty();
        assertThat(all.lives()).isEqualTo(SEEDS);
    }

    @Test
    void the_same_seed_is_the_same_life_whatever_was_lived_before() {
        List<Long> forth =
                LongStream.range(0, SOME).mapToObj(ShopSimulationTest::sum).toList();
        List<Long> back = LongStream.range(0, SOME)
                .mapToObj(i -> sum(SOME - 1 - i))
                .toList()
                .reversed();
        assertThat(back).isEqualTo(forth).doesNotHaveDuplicates();
        assertThat(Story.tell(7, Wiring.real()).trace())
                .isEqualTo(Story.tell(7, Wiring.real()).trace());
    }

    private static long sum(long seed) {
        return Story.live(seed, Wiring.real()).sum();
    }

    /** No identity, no order of a hash table, no time of day gets into a life. */
    @Test
    void the_same_seeds_are_the_same_lives_in_another_process() throws IOException, InterruptedException {
        long here = Simulation.run(0, SOME, Wiring::real, _ -> {}).sum();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "waybill.simulation.Main",
                        "--seeds=" + SOME)
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(said).isZero();
        assertThat(said).contains("all invariants held").contains(String.format(Locale.ROOT, "trace %016x", here));
    }
}
