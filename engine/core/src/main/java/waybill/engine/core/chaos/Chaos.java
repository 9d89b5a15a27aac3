package waybill.engine.core.chaos;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chaos mode (PRODUCT.md §3.8): where failures strike on purpose. Every point has dice of its own, so that the same
 * seed strikes the same throws of a point however often the others are thrown; and a request can ask for one point,
 * which then strikes whatever that request causes. What strikes is counted.
 */
public final class Chaos {
    /** Causes that are remembered; the oldest is forgotten. */
    private static final int CAUSES_MAX = 10_000;

    private final Settings settings;
    private final Map<Point, Counter> injected = new EnumMap<>(Point.class);
    /** What was asked for, by the cause that it strikes. Guarded by this. */
    private final Map<String, Point> forced = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Point> eldest) {
            return size() > CAUSES_MAX;
        }
    };

    /** Whether anything was ever asked for: who never asks pays nothing. */
    private volatile boolean everForced;

    /** Chaos of these settings; its counters are there from the start. */
    public Chaos(Settings settings, MeterRegistry meters) {
        this.settings = settings;
        mode(1, meters);
        for (Point point : Point.values()) {
            injected.put(point, counter(point, meters));
        }
    }

    /** Says in the metrics that nothing fails on purpose, with all the names that there are when it does. */
    public static void off(MeterRegistry meters) {
        mode(0, meters);
        for (Point point : Point.values()) {
            var _ = counter(point, meters);
        }
    }

    private static void mode(int mode, MeterRegistry meters) {
        Gauge.builder("chaos_mode", () -> mode)
                .description("1 if failures are injected on purpose")
                .strongReference(true)
                .register(meters);
    }

    private static Counter counter(Point point, MeterRegistry meters) {
        return Counter.builder("chaos_injected")
                .description("Failures injected on purpose")
                .tag("point", point.label())
                .register(meters);
    }

    /** Where a failure may strike. */
    public enum Point {
        /** Before the handler has seen the request: nothing was done. */
        BEFORE_HANDLER("before-handler"),
        /** After the commit, before the answer: all was done, and the caller does not know. */
        AFTER_COMMIT("after-commit"),
        /** Before a call of the payment gateway: provably nothing was sent. */
        GATEWAY_UNSENT("gateway-unsent"),
        /** After a call of the payment gateway: its answer is lost, and nobody knows what it did. */
        GATEWAY_ANSWER_LOST("gateway-answer-lost"),
        /** An announcement comes late, and what follows it with it. */
        DELIVERY_DELAY("delivery-delay"),
        /** An announcement comes twice. */
        DELIVERY_DUPLICATE("delivery-duplicate"),
        /** An announcement comes after some that were announced later. */
        DELIVERY_REORDER("delivery-reorder");

        private final String label;

        Point(String label) {
            this.label = label;
        }

        /** Its name in metrics, settings and the header. */
        public String label() {
            return label;
        }

        /** The point of this name. */
        public static Optional<Point> of(String label) {
            return Arrays.stream(values())
                    .filter(point -> point.label.equals(label))
                    .findFirst();
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

    /** How much of it there is. */
    public Settings settings() {
        return settings;
    }

    /** The dice of a point that is thrown in one place only. */
    public Dice dice(Point point) {
        return dice(point, "");
    }

    /** The dice of a point for one of those who throw there; each has a sequence of its own. */
    public Dice dice(Point point, String whose) {
        return new Dice(this, point, whose);
    }

    /**
     * Has a point strike everything that comes of this cause: a request id, which is the correlation id of all it sets
     * in motion. Until {@link #forgive forgiven}, or forgotten after ten thousand others.
     */
    public synchronized void force(Point point, String cause) {
        everForced = true;
        forced.put(cause, point);
    }

    /** What strikes the cause shall strike this effect of it, too. */
    public void passOn(String cause, String effect) {
        if (everForced) {
            passOnForced(cause, effect);
        }
    }

    private synchronized void passOnForced(String cause, String effect) {
        Point point = forced.get(cause);
        if (point != null) {
            forced.put(effect, point);
        }
    }

    /** Nothing was asked for this cause after all. */
    public void forgive(String cause) {
        if (everForced) {
            synchronized (this) {
                forced.remove(cause);
            }
        }
    }

    boolean isForced(Point point, String cause) {
        return everForced && isAsked(point, cause);
    }

    private synchronized boolean isAsked(Point point, String cause) {
        return forced.get(cause) == point;
    }

    void count(Point point) {
        Counter counter = injected.get(point);
        if (counter != null) {
            counter.increment();
        }
    }
}
