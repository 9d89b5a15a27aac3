package waybill.order.service.persons;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.StoreFault;

/**
 * Looks every second which keys were destroyed, because any replica and the command line may do it. Who is told is told
 * twice: what was being read while the key was destroyed may be remembered a moment later.
 */
final class Forgettings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forgettings.class);
    private static final long LOOK_MILLIS = 1_000;

    /** Moments are the database's, and taken a little before they are committed. */
    private static final Duration LATE_MAX = Duration.ofSeconds(30);

    private final PersonKeys keys;
    private final List<Consumer<String>> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Instant last;
    private Set<String> known = new HashSet<>();
    private Set<String> again = new HashSet<>();

    Forgettings(PersonKeys keys, Consumer<String> first) {
        this.keys = keys;
        this.last = keys.lastDestroyed();
        keys.destroyedAfter(from()).forEach(key -> known.add(key.id()));
        told.add(first);
        Thread.ofPlatform().name("forgettings").daemon().start(this::run);
    }

    void tell(Consumer<String> more) {
        told.add(more);
    }

    private void run() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    look();
                } catch (StoreFault away) {
                    LOG.warn("it cannot be seen now who was forgotten: {}", away.getMessage());
                } catch (RuntimeException | Error defect) {
                    // Nobody else looks: it must go on.
                    LOG.error("it cannot be seen who was forgotten because the code is wrong", defect);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks now. */
    synchronized void look() {
        Set<String> customers = new HashSet<>(again);
        again = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (PersonKeys.Destroyed key : keys.destroyedAfter(from())) {
            seen.add(key.id());
            if (!known.contains(key.id())) {
                customers.add(key.customer());
                again.add(key.customer());
            }
            last = key.at().isAfter(last) ? key.at() : last;
        }
        known = seen;
        for (String customer : customers) {
            told.forEach(each -> each.accept(customer));
        }
    }

    private Instant from() {
        return last.minus(LATE_MAX);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
