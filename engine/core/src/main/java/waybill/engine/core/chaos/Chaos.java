package waybill.engine.core.chaos;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The dice of chaos mode (PRODUCT.md §3.8): says at each point whether to fail there. The same seed throws the same
 * numbers in the same order, so that a run can be repeated.
 */
public final class Chaos {
    /** Mixes the number of a throw into the seed: 2^64 divided by the golden ratio, odd. */
    private static final long STRIDE = 0x9E37_79B9_7F4A_7C15L;

    private final Settings settings;
    private final AtomicLong thrown = new AtomicLong();

    /** Dice of these settings. */
    public Chaos(Settings settings) {
        this.settings = settings;
    }

    /** Where a failure may strike. */
    public enum Point {
        /** Before the handler has seen the request: nothing was done. */
        BEFORE_HANDLER("before-handler"),
        /** After the commit, before the answer: all was done, and the caller does not know. */
        AFTER_COMMIT("after-commit");

        private final String label;

        Point(String label) {
            this.label = label;
        }

        /** Its name in metrics and settings. */
        public String label() {
            return label;
        }
    }

    /**
     * How much of it there is.
     *
     * @param rate the share of throws that strike, 0 to 1
     * @param points where it may strike
     */
    public record Settings(double rate, long seed, Set<Point> points) {
        /** One in twenty, as PRODUCT.md §3.8 has it. */
        public static final double USUAL_RATE = 0.05;

        public Settings {
            points = Set.copyOf(points);
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("a rate is 0 to 1: " + rate);
            }
        }

        /** Everywhere. */
        public static Settings everywhere(double rate, long seed) {
            return new Settings(rate, seed, EnumSet.allOf(Point.class));
        }
    }

    /** Whether to fail here and now. */
    public boolean strikes(Point point) {
        if (!settings.points().contains(point)) {
            return false;
        }
        long number = thrown.getAndIncrement();
        return new SplittableRandom(settings.seed() + number * STRIDE).nextDouble() < settings.rate();
    }
}
