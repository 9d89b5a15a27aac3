package waybill.engine.core.assembly;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.deadlines.DeadlineKeeper;
import waybill.engine.core.deadlines.Housekeeper;
import waybill.engine.core.feeds.AnnouncedFeed;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.FeedTail;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.feeds.Subscription;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.parked.OperatorActs;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.samples.Samples;
import waybill.engine.core.time.Coalescer;
import waybill.engine.core.time.MovableClock;
import waybill.engine.core.tracing.Tracer;
import waybill.engine.core.views.ViewFollower;
import waybill.engine.core.views.ViewStore;
import waybill.kernel.Decider;

/**
 * The machine room of one service, the same for all: its log, the one door for writes, its feed, what it listens to and
 * what it must not forget.
 *
 * @param <A> announcements of all services
 */
public final class ServiceEngine<S, C, E, R, B, A> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceEngine.class);
    private static final int READ_TOGETHER_MAX = 256;
    private static final Duration TIDY_INTERVAL = Duration.ofMinutes(1);

    private final String name;
    private final EventStore<S, E, B> store;
    private final Decider<S, C, E, R> decider;
    private final Environment environment;
    private final ParkedDesk.Acting<C> acting;
    private final LogFeed<E> log;
    private final Feed<A> feed;
    private final CommandRunner<S, C, E, R, B> runner;
    private final Coalescer<String, List<Recorded<E>>> histories;
    private final Samples samples;
    private final List<Consumer<CommandRunner.Committed<S, E>>> afterCommit = new CopyOnWriteArrayList<>();
    private final List<Subscription<A, C>> subscriptions = new CopyOnWriteArrayList<>();
    private final Deque<Runnable> running = new ArrayDeque<>();

    /** What is special to the service. */
    public record Parts<S, C, E, R, B, A>(
            String name,
            EventStore<S, E, B> store,
            Aggregate<S, C, E, R, B> aggregate,
            Announcer<E, A> announcer,
            OperatorActs<C> operators) {}

    /** Puts the parts together and starts the lanes; nothing is listened to yet. */
    public ServiceEngine(Parts<S, C, E, R, B, A> parts, Environment environment) {
        this.name = parts.name();
        this.store = parts.store();
        this.decider = parts.aggregate().decider();
        this.environment = environment;
        this.log = new LogFeed<>(name, store, environment.workers());
        this.feed = new AnnouncedFeed<>(name, log, parts.announcer());
        this.runner = new CommandRunner<>(
                name,
                store,
                parts.aggregate(),
                new CommandRunner.Surroundings<>(
                        environment.clock(), environment.ids(), this::committed, environment.workers()),
                environment.sizes());
        this.histories = new Coalescer<>(name + "-reads", this::loadAll, READ_TOGETHER_MAX, environment.workers());
        this.acting = new ParkedDesk.Acting<>(parts.operators(), environment.clock());
        this.samples = new Samples(name, environment.meters(), environment.workers());
        MovableClock.whenMoved(environment.clock(), samples::lookNow);
        gauges(environment.meters());
    }

    private void gauges(MeterRegistry meters) {
        Gauge.builder("events_parked", samples.of(() -> store.parkingLot().size()), Supplier::get)
                .description("Announcements that could not be applied and wait for a person")
                .tag("name", name)
                .strongReference(true)
                .register(meters);
        Gauge.builder("command_queue_size", runner, CommandRunner::waiting)
                .description("Commands and announcements that wait to be decided")
                .tag("name", name)
                .register(meters);
        Gauge.builder("feed_gap_events", runner, CommandRunner::waitingForMissing)
                .description("Announcements that wait because earlier ones are missing")
                .tag("name", name)
                .register(meters);
    }

    private void committed(CommandRunner.Committed<S, E> batch) {
        log.committed(batch.events());
        for (Consumer<CommandRunner.Committed<S, E>> hook : afterCommit) {
            try {
                hook.accept(batch);
            } catch (RuntimeException | Error defect) {
                // It is committed: nothing that happens now may have it decided again.
                LOG.error("{}: who is told of commits failed because the code is wrong", name, defect);
            }
        }
    }

    private List<List<Recorded<E>>> loadAll(List<String> streams) {
        Map<String, List<Recorded<E>>> found = store.load(streams);
        return streams.stream()
                .map(stream -> found.getOrDefault(stream, List.of()))
                .toList();
    }

    /** Has this told of every batch that this process commits, in order per shard. It must be quick. */
    public void afterCommit(Consumer<List<Recorded<E>>> hook) {
        afterBatch(batch -> hook.accept(batch.events()));
    }

    /** The same, for who wants to know what the streams were before and are now. */
    public void afterBatch(Consumer<CommandRunner.Committed<S, E>> hook) {
        afterCommit.add(hook);
    }

    /** What this look finds in the database that all replicas share: looked up now, and kept up to date. */
    public <T> Supplier<T> sample(Supplier<T> look) {
        return samples.of(look);
    }

    /** Listens to what another service announces, from where it left off. */
    public void listen(String source, Transport<A> transport, Reaction<A, C> reaction) {
        Subscription<A, C> subscription = new Subscription<>(
                source, name, transport, store, new Subscription.Listener<>(reaction, runner, tracer()));
        subscriptions.add(subscription);
        running.push(subscription::close);
        meters(subscription, name + "<" + source, environment.meters());
    }

    private static void meters(Subscription<?, ?> subscription, String subscriber, MeterRegistry meters) {
        lag(subscription, Subscription::lag, subscriber, meters);
        FunctionCounter.builder("events_consumed", subscription, Subscription::consumed)
                .description("Announcements that were heard and settled")
                .tag("subscriber", subscriber)
                .register(meters);
        FunctionCounter.builder("events_duplicate", subscription, Subscription::repeats)
                .description("Announcements that came again and were dropped")
                .tag("subscriber", subscriber)
                .register(meters);
    }

    private static <T> void lag(T behind, ToDoubleFunction<T> lag, String subscriber, MeterRegistry meters) {
        Gauge.builder("feed_lag_events", behind, lag)
                .description("What is not handed over yet")
                .tag("subscriber", subscriber)
                .register(meters);
    }

    /**
     * Whether the source may have announced anything about this stream that this replica has not been handed yet or
     * cannot apply yet. News of a stream come in the shard of the same number; if another replica has that, only it can
     * know. Of several sources each may have its shards elsewhere, so one asks about the one that matters.
     */
    public boolean isBehind(String source, StreamId stream) {
        int shard = stream.shard(store.shards());
        return runner.waitingForMissing() > 0
                || subscriptions.stream()
                        .filter(subscription -> subscription.source().equals(source))
                        .anyMatch(subscription -> subscription.isBehind(shard));
    }

    /** Shows every event of the own log from now on, whoever commits it, in order per shard. */
    public void follow(Consumer<Recorded<E>> shown) {
        running.push(new FeedTail<>(name + "-tail", log, shown)::close);
    }

    /** Keeps a read model behind the own log. */
    public ViewFollower<E> keep(ViewStore<E> view) {
        ViewFollower<E> follower = new ViewFollower<>(name, view, log, store::heads);
        running.push(follower::close);
        lag(follower, ViewFollower::lag, "view:" + view.name(), environment.meters());
        return follower;
    }

    /** Has deadlines acted upon when they are due. */
    public void keepDeadlines(Duration interval, Consumer<Deadline> act) {
        DeadlineKeeper keeper = new DeadlineKeeper(
                name + "-deadlines",
                store,
                new DeadlineKeeper.Times(environment.clock(), interval, environment.workers()),
                act);
        running.push(keeper::close);
        MovableClock.whenMoved(environment.clock(), keeper::lookNow);
    }

    /** Forgets the states that match and all remembered events, because what they say can no longer be read. */
    public void drop(Predicate<S> which) {
        runner.drop(which);
        log.drop();
    }

    /** Deletes what only matters for a while once it is older than this. */
    public void tidy(Housekeeper.Kept kept) {
        Housekeeper housekeeper =
                new Housekeeper(name + "-housekeeper", store, environment.clock(), TIDY_INTERVAL, kept);
        running.push(housekeeper::close);
        MovableClock.whenMoved(environment.clock(), housekeeper::lookNow);
    }

    /** The whole history of a stream, empty if there is none; many concurrent asks are one query. */
    public CompletableFuture<List<Recorded<E>>> history(String stream) {
        return histories.ask(stream);
    }

    /** The histories of these streams, in one query; who asks for many does not crowd out those who ask for one. */
    public List<CompletableFuture<List<Recorded<E>>>> histories(List<String> streams) {
        return histories.askAll(streams);
    }

    /** What this service could not apply, for its operators. */
    public ParkedEvents parkedEvents() {
        return new ParkedDesk<>(name, store.parkingLot(), runner, subscriptions, acting);
    }

    /** What a stream's whole history amounts to; as if nothing had happened, if there is none. */
    public CompletableFuture<S> state(String stream) {
        return history(stream)
                .thenApply(history ->
                        decider.fold(history.stream().map(Recorded::event).toList()));
    }

    /** Where what the service does is recorded. */
    public Tracer tracer() {
        return environment.tracing().of(name);
    }

    /** The one door for writes. */
    public CommandRunner<S, C, E, R, B> runner() {
        return runner;
    }

    /** What the service announces. */
    public Feed<A> feed() {
        return feed;
    }

    /** The service. */
    public String name() {
        return name;
    }

    /** Stops listening and acting by itself; returns when what was heard is written, or when the time is up. */
    public void fallSilent(Duration longest) {
        while (!running.isEmpty()) {
            running.pop().run();
        }
        runner.awaitIdle(longest);
    }

    /** Stops listening, then finishes what waits, then stops. */
    @Override
    public void close() {
        samples.close();
        fallSilent(Duration.ZERO);
        runner.close();
        histories.close();
        log.close();
    }
}
