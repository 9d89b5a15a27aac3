package waybill.torture.load;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that depend on nothing but the seed and the number of the operation. */
public final class Chance {
    /** Far from the step of the generator itself, so that no operation continues where another began. */
    private static final long STEP = 0xD1B54A32D192ED03L;

    private final SplittableRandom random;

    /** For this operation of this run. */
    public Chance(long seed, long operation) {
        this.random = new SplittableRandom(seed + operation * STEP);
    }

    /** From 0 to one less than this. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Whether something of so many in a hundred is so. */
    public boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    /** From 0 to 1. */
    public double fraction() {
        return random.nextDouble();
    }

    /** One of these. */
    public <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
