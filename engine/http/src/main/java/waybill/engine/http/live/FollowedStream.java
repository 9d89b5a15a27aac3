package waybill.engine.http.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.writes.Waits;

/**
 * Follows the history of one stream. What is told is always read from the store; the watch only says when to look, so
 * nothing depends on which replica wrote it.
 */
public final class FollowedStream<E> implements LiveEvents {
    private final Watchers<E> watchers;
    private final String stream;
    private final Supplier<List<Recorded<E>>> history;
    private final Function<List<Recorded<E>>, LiveEvent> teller;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<List<Recorded<E>>> wait;
    private long reached;

    /**
     * Follows after a version.
     *
     * @param history reads the whole history
     * @param teller tells the last event of a history: all of it up to there is given
     */
    public FollowedStream(
            Watchers<E> watchers,
            String stream,
            long after,
            Supplier<List<Recorded<E>>> history,
            Function<List<Recorded<E>>, LiveEvent> teller) {
        this.watchers = watchers;
        this.stream = stream;
        this.reached = after;
        this.history = history;
        this.teller = teller;
    }

    @Override
    public List<LiveEvent> next(Duration patience) {
        try (Watchers.Watch<E> watch = watchers.watch(stream, _ -> true)) {
            wait = watch.done();
            List<Recorded<E>> known = history.get();
            if (known.size() <= reached && !closed) {
                Waits.await(watch, patience);
                known = closed ? known : history.get();
            }
            return told(known);
        }
    }

    private List<LiveEvent> told(List<Recorded<E>> known) {
        List<LiveEvent> events = known.stream()
                .filter(event -> event.version() > reached)
                .map(event -> teller.apply(known.subList(0, (int) event.version())))
                .toList();
        reached = Math.max(reached, known.size());
        return events;
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<List<Recorded<E>>> waiting = wait;
        if (waiting != null) {
            waiting.complete(List.of());
        }
    }
}
