package waybill.engine.core.commands;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.Shards;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;
import waybill.engine.core.time.IdSource;
import waybill.engine.core.time.Workers;

/**
 * The one door for writes. Requests and news queue per lane (a worker that owns some shards); the worker drains what is
 * pending, reads what it does not know, decides in memory one after another, and writes all of it in one transaction;
 * only then are the callers told. Latency is one commit; throughput grows with load.
 */
public final class CommandRunner<S, C, E, R, B> implements AutoCloseable {
    private final List<Lane<S, C, E, R, B>> lanes;
    private final int shards;
    private final Duration patience;
    private final EventStore<S, E, B> store;
    private final ConcurrentHashMap<KeyId, CompletableFuture<Boolean>> inFlight = new ConcurrentHashMap<>();

    /**
     * How a runner is sized.
     *
     * @param lanes workers; each owns every lanes-th shard
     * @param batchMax most works in one transaction
     * @param requestsMax requests that may wait in one lane; further ones are turned away with {@link Overloaded}
     * @param cachedMax stream states remembered per lane
     * @param patience after which a request that could not be written is given up
     */
    public record Sizes(int lanes, int batchMax, int requestsMax, int cachedMax, Duration patience) {
        /** What a small machine wants: one lane, because one large batch costs it less CPU than two small ones. */
        public static Sizes usual() {
            return new Sizes(1, 400, 2_000, 1_000, Duration.ofSeconds(10));
        }
    }

    /** Starts the lanes. */
    public CommandRunner(
            String name,
            EventStore<S, E, B> store,
            Aggregate<S, C, E, R, B> aggregate,
            Surroundings<S, E> around,
            Sizes sizes) {
        this.store = store;
        this.shards = store.shards();
        this.patience = sizes.patience();
        this.lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(sizes.lanes(), shards); i++) {
            Desk<S, C, E, R, B> desk = new Desk<>(store, aggregate, around, sizes.cachedMax());
            lanes.add(new Lane<>(name + "-lane-" + i, desk, sizes, around.workers()));
        }
    }

    /**
     * What a runner is given from outside.
     *
     * @param committed told of every committed batch, in order per shard, before its callers
     * @param workers how the lanes get their time
     */
    public record Surroundings<S, E>(
            InstantSource clock, IdSource ids, Consumer<Committed<S, E>> committed, Workers workers) {
        /** In which the lanes have threads. */
        public Surroundings(InstantSource clock, IdSource ids, Consumer<Committed<S, E>> committed) {
            this(clock, ids, committed, Workers.THREADS);
        }
    }

    /**
     * A batch that is committed.
     *
     * @param events in the order decided, with their positions
     * @param before the streams that the batch knew, as they were before it, by name
     * @param after the streams it has written, as they are now, by name
     */
    public record Committed<S, E>(
            List<Recorded<E>> events, Map<String, StreamState<S>> before, Map<String, StreamState<S>> after) {}

    /**
     * Queues a request. The future is completed after the commit; it fails with {@link Overloaded} if nothing was
     * queued, with {@link Keyed.InUse} if the first request of the key takes its time, with a
     * {@link waybill.engine.core.log.StoreFault} if the store stayed out of reach, and with whatever the decider threw
     * if we are wrong.
     */
    public CompletableFuture<Outcome<S, R>> submit(Request<S, C, R> request) {
        Keyed<S, R> keyed = request.keyed();
        if (keyed == null) {
            return enqueue(request);
        }
        return alone(keyed.id(), () -> enqueue(request));
    }

    /**
     * Who comes while the same key is being worked on goes after it, and finds what it did; or is told to ask again.
     */
    private <T> CompletableFuture<T> alone(KeyId key, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = inFlight.putIfAbsent(key, mine);
        if (first != null) {
            return first.copy()
                    .orTimeout(Keyed.InUse.SECONDS_MAX, TimeUnit.SECONDS)
                    .exceptionallyCompose(_ -> CompletableFuture.failedFuture(new Keyed.InUse()))
                    .thenCompose(_ -> alone(key, work));
        }
        return work.get().whenComplete((_, _) -> {
            inFlight.remove(key, mine);
            mine.complete(true);
        });
    }

    /** Queues a command that finishes what was accepted before, such as an answer of a gateway: never turned away. */
    public CompletableFuture<Outcome<S, R>> finish(Request<S, C, R> request) {
        CompletableFuture<Outcome<S, R>> answer = new CompletableFuture<>();
        lane(request.stream().shard(shards)).addAll(List.of(new Work.Ask<>(request, giveUpAt(), answer)));
        return answer;
    }

    /** Whether a request with this key is being worked on in this process. */
    public boolean isInFlight(KeyId key) {
        return inFlight.containsKey(key);
    }

    /** What was done under this key, if anything was; looked up at once, on the caller's thread. */
    public Optional<KeyEntry> find(KeyId key) {
        return Optional.ofNullable(store.keys(List.of(key)).get(key));
    }

    /** Keeps an answer for a key where no command was needed to decide it. Answers like {@link #submit}. */
    public CompletableFuture<Outcome<S, R>> remember(KeyEntry entry) {
        return alone(entry.id(), () -> enqueue(entry));
    }

    private CompletableFuture<Outcome<S, R>> enqueue(KeyEntry entry) {
        CompletableFuture<Outcome<S, R>> answer = new CompletableFuture<>();
        Lane<S, C, E, R, B> lane = lane(Shards.of(entry.id().key(), shards));
        if (!lane.offer(new Work.Remember<>(entry, giveUpAt(), answer))) {
            answer.completeExceptionally(new Overloaded());
        }
        return answer;
    }

    /** Does what an operator wants about something parked. Fails like {@link #submit}. */
    public CompletableFuture<Settled> settle(Settlement<C> wish) {
        return alone(wish.kept().id(), () -> enqueue(wish));
    }

    private CompletableFuture<Settled> enqueue(Settlement<C> wish) {
        CompletableFuture<Settled> answer = new CompletableFuture<>();
        if (!lane(wish.place().shard()).offer(new Work.Settle<>(wish, giveUpAt(), answer))) {
            answer.completeExceptionally(new Overloaded());
        }
        return answer;
    }

    /**
     * Queues news. For each of them either {@code settled} runs, once it is applied, found to be none of ours, or
     * parked, or {@code repeated}, if it was settled before; never before the commit.
     */
    public void hear(List<News<C>> news, Runnable settled, Runnable repeated) {
        for (Lane<S, C, E, R, B> lane : lanes) {
            List<Work<S, C, R>> heard = new ArrayList<>();
            boolean allHaveTime = true;
            for (News<C> each : news) {
                if (lane(each.shard()) == lane) {
                    heard.add(new Work.Heard<>(each, each.settled(settled), each.settled(repeated)));
                    allHaveTime &= each.hasTime();
                }
            }
            if (heard.isEmpty()) {
                continue;
            }
            if (allHaveTime) {
                lane.addInTime(heard);
            } else {
                lane.addAll(heard);
            }
        }
    }

    /** Forgets the remembered states that match: they are read again before anything is decided on them. */
    public void drop(Predicate<S> which) {
        lanes.forEach(lane -> lane.drop(which));
    }

    /** Works that wait, over all lanes. */
    public int waiting() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }

    /** News that wait because earlier ones of their source are missing. */
    public int waitingForMissing() {
        return lanes.stream().mapToInt(Lane::waitingForMissing).sum();
    }

    /** Returns when all that waits now is decided and written, or when the time is up. */
    public void awaitIdle(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (Lane<S, C, E, R, B> lane : lanes) {
                lane.awaitIdle(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more requests, finishes what waits, and stops. */
    @Override
    public void close() {
        lanes.forEach(Lane::close);
        lanes.forEach(Lane::join);
    }

    private CompletableFuture<Outcome<S, R>> enqueue(Request<S, C, R> request) {
        CompletableFuture<Outcome<S, R>> answer = new CompletableFuture<>();
        if (!lane(request.stream().shard(shards)).offer(new Work.Ask<>(request, giveUpAt(), answer))) {
            answer.completeExceptionally(new Overloaded());
        }
        return answer;
    }

    private Lane<S, C, E, R, B> lane(int shard) {
        return lanes.get(shard % lanes.size());
    }

    private long giveUpAt() {
        return System.nanoTime() + patience.toNanos();
    }
}
