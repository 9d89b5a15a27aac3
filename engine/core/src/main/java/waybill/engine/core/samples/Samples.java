package waybill.engine.core.samples;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.feeds.Signal;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.time.Workers;

/**
 * Looks numbers up in the database of a service, again and again, on a thread of its own: whoever reads them neither
 * waits nor fails. What cannot be looked up stays as it was known last; a gauge says how old that is.
 */
public final class Samples implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Looking takes at most one in so many moments, however large the tables have become. */
    private static final int SHARE = 50;

    /** Longer than the database takes to say that it is away. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final String name;
    private final List<Sample<?>> samples = new CopyOnWriteArrayList<>();
    private final Signal asked = new Signal();
    private final Thread thread;
    private volatile long knownAt = System.nanoTime();
    private volatile boolean closed;

    /** Begins to look; there is nothing to look up yet. */
    public Samples(String name, MeterRegistry meters) {
        this(name, meters, Workers.THREADS);
    }

    /** The same, by these workers. */
    public Samples(String name, MeterRegistry meters, Workers workers) {
        this.name = name;
        Gauge.builder("database_samples_age_seconds", this, it -> it.age().toMillis() / 1_000.0)
                .description("How old the numbers are that come from the database of a service")
                .tag("name", name)
                .strongReference(true)
                .register(meters);
        this.thread = workers.begin(name + "-samples", this::run, () -> {
            tookToLook();
            return false;
        });
    }

    private static final class Sample<T> {
        private final Supplier<T> look;
        private volatile T known;

        Sample(Supplier<T> look) {
            this.look = look;
            this.known = look.get();
        }

        void again() {
            known = look.get();
        }
    }

    /**
     * What this look finds, looked up now and kept up to date; who asks gets what was found last.
     *
     * @throws StoreFault if it cannot be looked up now
     */
    public <T> Supplier<T> of(Supplier<T> look) {
        Sample<T> sample = new Sample<>(look);
        samples.add(sample);
        return () -> sample.known;
    }

    /** Looks at once, because something was moved that counts. */
    public void lookNow() {
        asked.raise();
    }

    /** How long ago all of it was looked up. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - knownAt);
    }

    private void run() {
        try {
            long pauseMillis = INTERVAL.toMillis();
            long seen = asked.times();
            while (!closed) {
                var _ = asked.await(seen, pauseMillis);
                seen = asked.times();
                pauseMillis = Math.max(INTERVAL.toMillis(), closed ? 0 : SHARE * tookToLook());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private long tookToLook() {
        long begun = System.nanoTime();
        boolean all = true;
        for (Sample<?> sample : samples) {
            all &= isKnownNow(sample);
        }
        if (all) {
            knownAt = begun;
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private boolean isKnownNow(Sample<?> sample) {
        try {
            sample.again();
            return true;
        } catch (StoreFault away) {
            LOG.debug("{}: what the database has cannot be counted now", name, away);
        } catch (RuntimeException | Error defect) {
            // Who looks for all must not stop looking.
            LOG.error("{}: what the database has cannot be counted because the code is wrong", name, defect);
        }
        return false;
    }

    /** Stops looking, after the look that is being taken. */
    @Override
    public void close() {
        closed = true;
        asked.raise();
        try {
            thread.join(CLOSE_MAX);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
