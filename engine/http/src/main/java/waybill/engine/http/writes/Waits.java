package waybill.engine.http.writes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Recorded;

/** Waits until a stream's history says enough, as seen in the service's own feed. */
public final class Waits {
    private Waits() {}

    /**
     * The history once it is enough, or as far as it was seen when the time was up.
     *
     * @param history reads what is there already; asked once, after the watch has begun, so that nothing falls between
     */
    public static <E> List<Recorded<E>> until(
            Watchers<E> watchers,
            String stream,
            Supplier<List<Recorded<E>>> history,
            Predicate<List<Recorded<E>>> enough,
            Duration time) {
        Watched<E> watched = new Watched<>();
        try (Watchers.Watch<E> watch = watchers.watch(stream, seen -> enough.test(watched.with(seen)))) {
            List<Recorded<E>> known = history.get();
            if (enough.test(known)) {
                return known;
            }
            watched.begin(known);
            watch.lookAgain();
            List<Recorded<E>> seen = await(watch, time);
            return seen.isEmpty() || watch.isOutdated() ? history.get() : watched.with(seen);
        }
    }

    /** The events of a fresh stream once they are enough; empty if they are not, or must be read from the store. */
    public static <E> List<Recorded<E>> await(Watchers.Watch<E> watch, Duration time) {
        try {
            List<Recorded<E>> seen = watch.done().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return watch.isOutdated() ? List.of() : seen;
        } catch (TimeoutException notYet) {
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a watch does not fail", impossible);
        }
    }

    /** What was read, and after it what was seen. */
    private static final class Watched<E> {
        private volatile List<Recorded<E>> known = List.of();

        void begin(List<Recorded<E>> history) {
            known = history;
        }

        List<Recorded<E>> with(List<Recorded<E>> seen) {
            List<Recorded<E>> before = known;
            long version = before.isEmpty() ? 0 : before.getLast().version();
            List<Recorded<E>> all = new ArrayList<>(before);
            for (Recorded<E> event : seen) {
                if (event.version() == version + 1) {
                    all.add(event);
                    version++;
                }
            }
            return all;
        }
    }
}
