package waybill.engine.core.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits, or when the test says so. */
final class VirtualPace implements Pace {
    private final List<Duration> pauses = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void pause(Duration howLong) {
        pauses.add(howLong);
        pass(howLong);
    }

    /** Lets time pass. */
    synchronized void pass(Duration howLong) {
        now += howLong.toNanos();
    }

    /** So many seconds pass. */
    void passSeconds(double seconds) {
        pass(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    /** How long it was waited for, in order. */
    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** Seconds since the beginning. */
    double seconds() {
        return nanos() / 1e9;
    }
}
