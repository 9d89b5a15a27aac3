package waybill.server.input.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Choices that a seed makes. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 to below this. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    boolean once(int times) {
        return below(times) == 0;
    }

    /** One of these. */
    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** What one of these makes. */
    <T> T made(List<Supplier<T>> makers) {
        return of(makers).get();
    }
}
