package waybill.engine.core.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own. */
final class ThreadTimer implements Workers.Timer {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimer.class);

    private final String name;
    private final Runnable work;
    private final ScheduledExecutorService timer;

    ThreadTimer(Duration interval, String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        var _ = timer.scheduleWithFixedDelay(work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void now() {
        try {
            timer.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} has stopped", name, closed);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
