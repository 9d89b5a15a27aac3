package waybill.engine.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock for tests: it runs like the one below it, and can be moved ahead of it, but never back. */
public final class MovableClock implements InstantSource {
    private final InstantSource below;
    private final List<Runnable> told = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;

    public MovableClock(InstantSource below) {
        this.below = below;
    }

    @Override
    public Instant instant() {
        return below.instant().plus(ahead);
    }

    /** Moves it ahead by this much and says what time it is now. */
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        synchronized (this) {
            ahead = ahead.plus(by);
        }
        told.forEach(Runnable::run);
        return instant();
    }

    /** Moves it ahead to this time; false if that is over already. */
    public boolean moveTo(Instant time) {
        synchronized (this) {
            Duration by = Duration.between(instant(), time);
            if (by.isNegative()) {
                return false;
            }
            ahead = ahead.plus(by);
        }
        told.forEach(Runnable::run);
        return true;
    }

    /** Has this told whenever the clock is moved; where the clock cannot be moved, never. */
    public static void whenMoved(InstantSource clock, Runnable told) {
        if (clock instanceof MovableClock movable) {
            movable.told.add(told);
        }
    }
}
