package waybill.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import waybill.simulation.shop.Wiring;

/** Many lives, each of one seed and on one thread; as many at a time as there are processors. */
public final class Simulation {
    private static final int KEPT_MAX = 10;

    private Simulation() {}

    /**
     * How many lives went.
     *
     * @param sum of all that happened in all of them; the same seeds have the same, in whatever order
     * @param failed the first of those that went wrong, by seed
     */
    public record Outcome(long lives, long steps, long events, long sum, long failures, List<Story.Ending> failed) {
        private static final Outcome NONE = new Outcome(0, 0, 0, 0, 0, List.of());

        private static Outcome of(Story.Ending one) {
            boolean well = one.wrong().isEmpty();
            return new Outcome(1, one.steps(), one.events(), mixed(one), well ? 0 : 1, well ? List.of() : List.of(one));
        }

        /** As if all lives were told one after the other, but in any order. */
        private static long mixed(Story.Ending one) {
            long mixed = (one.seed() + 1) * 0x9E3779B97F4A7C15L ^ one.sum();
            return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        }

        private Outcome and(Outcome other) {
            List<Story.Ending> both = new ArrayList<>(failed);
            both.addAll(other.failed);
            both.sort(Comparator.comparingLong(Story.Ending::seed));
            return new Outcome(
                    lives + other.lives,
                    steps + other.steps,
                    events + other.events,
                    sum + other.sum,
                    failures + other.failures,
                    List.copyOf(both.subList(0, Math.min(both.size(), KEPT_MAX))));
        }
    }

    /** Lives so many lives from this seed on; says each time that one has ended. */
    public static Outcome run(long from, long lives, Supplier<Wiring> wiring, LongConsumer ended) {
        return LongStream.range(from, from + lives)
                .parallel()
                .mapToObj(seed -> {
                    Story.Ending ending = Story.live(seed, wiring.get());
                    ended.accept(seed);
                    return Outcome.of(ending);
                })
                .reduce(Outcome.NONE, Outcome::and);
    }
}
