package waybill.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import waybill.engine.core.time.IdSource;

/** What is outside the shop: time, chance and new names, all of one seed. */
final class World implements InstantSource, IdSource {
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SplittableRandom chance;
    private Instant now = BEGIN;
    private long ids;

    World(long seed) {
        this.chance = new SplittableRandom(seed);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** A name nobody has; names grow. */
    @Override
    public UUID next() {
        return new UUID((now.toEpochMilli() << 16) | VERSION_7, VARIANT | ++ids);
    }

    /** Lets time pass. */
    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Lets time pass until then, if then is not past. */
    void passUntil(Instant then) {
        now = then.isAfter(now) ? then : now;
    }

    /** A number from 0 to one less than this. */
    int number(int below) {
        return chance.nextInt(below);
    }

    /** Whether something happens that happens so many times in a hundred. */
    boolean happens(int percent) {
        return number(100) < percent;
    }

    /** One of these. */
    <T> T oneOf(List<T> some) {
        return some.get(number(some.size()));
    }
}
