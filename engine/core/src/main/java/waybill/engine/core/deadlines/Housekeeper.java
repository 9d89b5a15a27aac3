package waybill.engine.core.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.StoreFault;

/** Deletes what only matters for a while, a few rows at a time, so that it is in nobody's way. */
public final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final int AT_ONCE = 500;

    private final String name;
    private final EventStore<?, ?, ?> store;
    private final InstantSource clock;
    private final Kept kept;
    private final ScheduledExecutorService timer;

    /** How long idempotency keys and records of ignored news are kept. */
    public record Kept(Duration keys, Duration ignoredNews) {}

    /** Starts to tidy up, every {@code interval}. */
    public Housekeeper(String name, EventStore<?, ?, ?> store, InstantSource clock, Duration interval, Kept kept) {
        this.name = name;
        this.store = store;
        this.clock = clock;
        this.kept = kept;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        var _ = timer.scheduleWithFixedDelay(
                this::tidy, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks now, because the clock was moved. */
    public void lookNow() {
        try {
            timer.execute(this::tidy);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("{} has stopped", name, stopped);
        }
    }

    private void tidy() {
        try {
            Instant now = clock.instant();
            int all = 0;
            int some;
            do {
                some = store.forget(now.minus(kept.keys()), now.minus(kept.ignoredNews()), AT_ONCE);
                all += some;
            } while (some > 0 && !timer.isShutdown());
            if (all > 0) {
                LOG.atInfo().addKeyValue("event", "tidied").log("{} deleted {} rows that were old enough", name, all);
            }
        } catch (StoreFault away) {
            LOG.warn("{} cannot delete anything now: {}", name, away.getMessage());
        } catch (RuntimeException | Error defect) {
            // A timer that throws is never run again; say it loudly and try again.
            LOG.error("{} cannot delete anything because the code is wrong", name, defect);
        }
    }

    /** Stops, after the few rows that are being deleted. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
