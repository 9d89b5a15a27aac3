package waybill.engine.core.chaos;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The dice of one point, in the hand of one who throws there. The same seed, point and hand throw the same numbers in
 * the same order, so that a run can be repeated.
 */
public final class Dice {
    /** Mixes numbers into a seed: 2^64 divided by the golden ratio, odd. */
    private static final long STRIDE = 0x9E37_79B9_7F4A_7C15L;

    private final Chaos chaos;
    private final Chaos.Point point;
    private final boolean isLoaded;
    private final long seed;
    private final AtomicLong thrown = new AtomicLong();

    Dice(Chaos chaos, Chaos.Point point, String whose) {
        this.chaos = chaos;
        this.point = point;
        this.isLoaded = chaos.settings().points().contains(point);
        String name = point.label() + " " + whose;
        this.seed = new SplittableRandom(chaos.settings().seed() + name.hashCode() * STRIDE).nextLong();
    }

    /** Whether to fail here and now, for this cause; then it is counted. */
    public boolean strike(String cause) {
        return details(cause).isPresent();
    }

    /** If it is to fail here and now, for this cause: random numbers that say how; then it is counted. */
    public Optional<RandomGenerator> details(String cause) {
        if (!isLoaded) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed + thrown.getAndIncrement() * STRIDE);
        boolean strikes = random.nextDouble() < chaos.settings().rate();
        if (!strikes && !chaos.isForced(point, cause)) {
            return Optional.empty();
        }
        chaos.count(point);
        // Split off: the next number of this generator is what the next throw begins with.
        return Optional.of(random.split());
    }
}
