package waybill.engine.core.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import waybill.engine.core.log.Recorded;

/**
 * Callers who wait for an order to settle. They are answered from the service's own feed, so it does not matter which
 * replica writes the event that they wait for.
 */
public final class Watchers<E> {
    private final ConcurrentHashMap<String, List<Watch<E>>> watches = new ConcurrentHashMap<>();
    private final AtomicLong outdated = new AtomicLong();
    private volatile boolean ended;

    /** One caller's wait: the events of its stream since it began to watch, until the last one satisfies it. */
    public static final class Watch<E> implements AutoCloseable {
        private final Watchers<E> home;
        private final String stream;
        private final Predicate<List<Recorded<E>>> enough;
        private final List<Recorded<E>> seen = new ArrayList<>();
        private final CompletableFuture<List<Recorded<E>>> done = new CompletableFuture<>();
        private final long begun;

        private Watch(Watchers<E> home, String stream, Predicate<List<Recorded<E>>> enough) {
            this.home = home;
            this.stream = stream;
            this.enough = enough;
            this.begun = home.outdated.get();
        }

        /** Whether events seen before may say what can no longer be read: the history is to be read again. */
        public boolean isOutdated() {
            return home.outdated.get() != begun;
        }

        /** Completed with the events seen, once they are enough. */
        public CompletableFuture<List<Recorded<E>>> done() {
            return done;
        }

        private synchronized void see(Recorded<E> event) {
            if (!done.isDone()) {
                seen.add(event);
                lookAgain();
            }
        }

        /** Asks again whether what was seen is enough, because something else has changed. */
        public synchronized void lookAgain() {
            if (done.isDone() || seen.isEmpty()) {
                return;
            }
            try {
                if (enough.test(seen)) {
                    done.complete(List.copyOf(seen));
                }
            } catch (RuntimeException defect) {
                // One wrong question fails its own caller, not the others who watch.
                done.completeExceptionally(defect);
            }
        }

        /** Stops watching. */
        @Override
        public void close() {
            home.remove(this);
        }
    }

    /** Watches a stream from now on, until what was seen is enough. */
    public Watch<E> watch(String stream, Predicate<List<Recorded<E>>> enough) {
        Watch<E> watch = new Watch<>(this, stream, enough);
        watches.compute(stream, (_, others) -> {
            List<Watch<E>> all = others == null ? new ArrayList<>(1) : new ArrayList<>(others);
            all.add(watch);
            return all;
        });
        if (ended) {
            watch.done.complete(List.of());
        }
        return watch;
    }

    /** Shows an event of the feed to those who wait for its stream. Called in order per stream. */
    public void see(Recorded<E> event) {
        List<Watch<E>> waiting = watches.get(event.stream().name());
        if (waiting != null) {
            waiting.forEach(watch -> watch.see(event));
        }
    }

    /** From now on nobody waits: whoever does goes on with what there is, as if the time were up. */
    public void end() {
        ended = true;
        watches.values().forEach(all -> all.forEach(watch -> watch.done.complete(List.of())));
    }

    /** Outdates what all who watch have seen so far. */
    public void outdate() {
        outdated.incrementAndGet();
    }

    private void remove(Watch<E> watch) {
        watches.computeIfPresent(watch.stream, (_, all) -> {
            List<Watch<E>> rest = new ArrayList<>(all);
            rest.remove(watch);
            return rest.isEmpty() ? null : rest;
        });
    }
}
