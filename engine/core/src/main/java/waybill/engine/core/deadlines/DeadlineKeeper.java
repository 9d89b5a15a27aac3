package waybill.engine.core.deadlines;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.time.Workers;

/**
 * Looks for deadlines that are due and has each acted upon. A row stays until the stream's state no longer asks for it,
 * so a deadline is acted upon again if the first time was lost; acting is a normal command, decided by state.
 */
public final class DeadlineKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineKeeper.class);
    private static final int AT_ONCE = 200;

    private final EventStore<?, ?, ?> store;
    private final InstantSource clock;
    private final Consumer<Deadline> act;
    private final Workers.Timer timer;

    /** By which clock, how often, and who looks. */
    public record Times(InstantSource clock, Duration interval, Workers workers) {}

    /** Starts to look, every {@code interval}. */
    public DeadlineKeeper(
            String name, EventStore<?, ?, ?> store, InstantSource clock, Duration interval, Consumer<Deadline> act) {
        this(name, store, new Times(clock, interval, Workers.THREADS), act);
    }

    /** Starts to look at these times. */
    public DeadlineKeeper(String name, EventStore<?, ?, ?> store, Times times, Consumer<Deadline> act) {
        this.store = store;
        this.clock = times.clock();
        this.act = act;
        this.timer = times.workers().every(times.interval(), name, this::look);
    }

    /** Looks now, because the clock was moved. */
    public void lookNow() {
        timer.now();
    }

    private void look() {
        try {
            List<Deadline> due = store.due(clock.instant(), AT_ONCE);
            due.forEach(this::actOn);
        } catch (StoreFault away) {
            LOG.warn("deadlines cannot be read now: {}", away.getMessage());
        } catch (RuntimeException | Error defect) {
            // A timer that throws is never run again; say it loudly and look again.
            LOG.error("deadlines cannot be looked at because the code is wrong", defect);
        }
    }

    private void actOn(Deadline deadline) {
        try {
            act.accept(deadline);
        } catch (RuntimeException | Error defect) {
            // One that cannot be acted upon must not stand before all later ones.
            LOG.error("acting on {} failed because the code is wrong", deadline, defect);
        }
    }

    /** Stops looking. */
    @Override
    public void close() {
        timer.close();
    }
}
