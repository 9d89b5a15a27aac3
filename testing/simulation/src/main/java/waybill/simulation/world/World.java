package waybill.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import waybill.engine.core.resilience.Pace;
import waybill.engine.core.time.IdSource;

/** What is outside the shop: time, chance and new names, all of one seed. */
public final class World implements InstantSource, IdSource, Pace {
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** Nobody who waits in somebody who waits in somebody who waits sees the others go on. */
    private static final int WAITING_DEPTH_MAX = 2;

    private final SplittableRandom chance;
    private final Trace trace;
    private Instant now = BEGIN;
    private long ids;
    private boolean rough = true;
    private Runnable others = () -> {};
    private int waiting;

    /** The world of this seed; what happens is kept to be read, if that is wanted. */
    public World(long seed, boolean kept) {
        this.chance = new SplittableRandom(seed);
        this.trace = new Trace(kept);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanos() {
        return Duration.between(BEGIN, now).toNanos();
    }

    /** Somebody waits: time passes, and others go on. */
    @Override
    public void pause(Duration howLong) throws InterruptedException {
        pass(howLong);
        letOthersGoOn();
    }

    /** A name nobody has; names grow. */
    @Override
    public UUID next() {
        return new UUID((now.toEpochMilli() << 16) | VERSION_7, VARIANT | ++ids);
    }

    /** Who goes on while somebody waits. */
    public void others(Runnable step) {
        this.others = step;
    }

    /** Others do something while the caller is in the middle of its own. */
    public void letOthersGoOn() {
        if (waiting < WAITING_DEPTH_MAX) {
            waiting++;
            try {
                others.run();
            } finally {
                waiting--;
            }
        }
    }

    /** Whether anything may go wrong now. */
    public boolean isRough() {
        return rough;
    }

    /** From now on nothing goes wrong by chance, or it may again. */
    public void calm(boolean calm) {
        this.rough = !calm;
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Lets time pass until then, if then is not past. */
    public void passUntil(Instant then) {
        now = then.isAfter(now) ? then : now;
    }

    /** A number from 0 to one less than this. */
    public int number(int below) {
        return chance.nextInt(below);
    }

    /** Whether something happens that happens so many times in a hundred. */
    public boolean happens(int percent) {
        return number(100) < percent;
    }

    /** Whether something goes wrong that goes wrong so many times in a thousand while anything may. */
    public boolean goesWrong(int perMille) {
        return rough && number(1_000) < perMille;
    }

    /** One of these. */
    public <T> T oneOf(List<T> some) {
        return some.get(number(some.size()));
    }

    /** What has happened. */
    public Trace trace() {
        return trace;
    }
}
