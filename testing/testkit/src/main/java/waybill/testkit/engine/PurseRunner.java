package waybill.testkit.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.commands.Keyed;
import waybill.engine.core.commands.News;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.parked.NewsPlace;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;
import waybill.engine.core.time.TimedIds;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCommand;
import waybill.testkit.engine.purse.PurseDecider;
import waybill.testkit.engine.purse.PurseEvent;
import waybill.testkit.engine.purse.PursePots;
import waybill.testkit.engine.purse.PurseRefusal;

/** A runner of purses, with short ways to ask it and to bring it news. */
public final class PurseRunner implements AutoCloseable {
    /** One lane, so that a test can say what is in a batch. */
    public static final CommandRunner.Sizes ONE_LANE =
            new CommandRunner.Sizes(1, 400, 2_000, 1_000, Duration.ofSeconds(20));

    /** What an operator's act says, in microseconds since the epoch. */
    static final long ACTED_AT = 0;

    private static final StreamId ANN = Writing.purse("ann");
    private static final Origin ORIGIN = new Origin("corr-1", null, "tester", null);

    private final CommandRunner<Purse, PurseCommand, PurseEvent, PurseRefusal, Pot> runner;
    private final List<Recorded<PurseEvent>> committed = new CopyOnWriteArrayList<>();
    private final AtomicInteger settled = new AtomicInteger();

    /** Starts it on this store. */
    public PurseRunner(EventStore<Purse, PurseEvent, Pot> store, CommandRunner.Sizes sizes) {
        SplittableRandom random = new SplittableRandom(System.identityHashCode(this));
        this.runner = new CommandRunner<>(
                "purses",
                store,
                new Aggregate<>(new PurseDecider(), PurseRunner::deadlines, new PursePots()),
                new CommandRunner.Surroundings<>(
                        InstantSource.system(),
                        new TimedIds(InstantSource.system(), random::nextLong),
                        batch -> committed.addAll(batch.events())),
                sizes);
    }

    private static Map<String, Instant> deadlines(Purse purse) {
        Instant reminder = purse.reminder();
        return reminder == null ? Map.of() : Map.of("remind", reminder);
    }

    /** The runner itself. */
    public CommandRunner<Purse, PurseCommand, PurseEvent, PurseRefusal, Pot> runner() {
        return runner;
    }

    /** Asks something of a purse. */
    public CompletableFuture<Outcome<Purse, PurseRefusal>> ask(StreamId purse, PurseCommand command) {
        return runner.submit(new Request<>(purse, false, command, ORIGIN, null));
    }

    /** Asks something of a purse, if it has this version. */
    public CompletableFuture<Outcome<Purse, PurseRefusal>> askAt(long version, StreamId purse, PurseCommand command) {
        return runner.submit(new Request<>(purse, false, command, ORIGIN, null, OptionalLong.of(version)));
    }

    /** Asks something of a purse whose name was just made. */
    public CompletableFuture<Outcome<Purse, PurseRefusal>> askFresh(StreamId purse, PurseCommand command) {
        return runner.submit(new Request<>(purse, true, command, ORIGIN, null));
    }

    /** Asks under an idempotency key; the fingerprint is the command. The answer says whether it was done. */
    public CompletableFuture<Outcome<Purse, PurseRefusal>> askOnce(String key, StreamId purse, PurseCommand command) {
        Keyed<Purse, PurseRefusal> keyed = new Keyed<>(keyId(key), command.toString(), PurseRunner::answer);
        return runner.submit(new Request<>(purse, false, command, ORIGIN, keyed));
    }

    /** How {@link #askOnce} names a key. */
    public static KeyId keyId(String key) {
        return new KeyId("tester POST /purses", key);
    }

    private static StoredAnswer answer(Outcome<Purse, PurseRefusal> outcome) {
        return switch (outcome) {
            case Outcome.Done<Purse, PurseRefusal> done ->
                new StoredAnswer(201, "text/plain", done.state().coins() + " coins");
            case Outcome.Refused<Purse, PurseRefusal> refused ->
                new StoredAnswer(409, "text/plain", refused.reason().toString());
            case Outcome.Replayed<Purse, PurseRefusal> _, Outcome.KeyReused<Purse, PurseRefusal> _ ->
                throw new IllegalStateException("nothing was decided: " + outcome);
        };
    }

    /** Brings news of a source's first shard about a purse; a null command does not concern us. */
    public void hear(String source, long position, StreamId purse, @Nullable PurseCommand command) {
        Directed<PurseCommand> directed = command == null ? null : new Directed<>(purse, command);
        hear(source, position, purse.key(), directed, null);
    }

    /** Brings news of what has happened to a purse, whether that can be or not. */
    public void hearFact(String source, long position, StreamId purse, PurseCommand command) {
        hear(source, position, purse.key(), new Directed<>(purse, command, false, true), null);
    }

    /** Brings news that cannot be read. */
    public void hearUnreadable(String source, long position, String subject, String failure) {
        hear(source, position, subject, null, failure);
    }

    private void hear(
            String source,
            long position,
            String subject,
            @Nullable Directed<PurseCommand> directed,
            @Nullable String failure) {
        runner.hear(
                List.of(new News<>(source, 0, position, subject, "news.v1", ORIGIN, directed, failure)),
                settled::incrementAndGet,
                settled::incrementAndGet);
    }

    /**
     * Settles something parked from a source's first shard, as an operator whose act is a reminder for the epoch.
     *
     * @param command what the announcement means, now that it can be read; null to discard it
     */
    public CompletableFuture<Settled> settle(String key, String source, long position, @Nullable PurseCommand command) {
        NewsPlace place = new NewsPlace(source, 0, position);
        News<PurseCommand> news = command == null
                ? null
                : new News<>(source, 0, position, "ann", "news.v1", ORIGIN, new Directed<>(ANN, command), null);
        Settlement.Kept kept = new Settlement.Kept(
                keyId(key), "settle " + (news == null), settled -> new StoredAnswer(200, "text/plain", "settled"));
        return runner.settle(new Settlement<>(
                place,
                news != null,
                news,
                subject -> new Directed<>(Writing.purse(subject), new PurseCommand.Remind(Instant.EPOCH)),
                new Origin("corr-2", null, "operator", null),
                kept));
    }

    /** How many news are settled. */
    public int settled() {
        return settled.get();
    }

    /** What was committed, in the order in which it was told. */
    public List<Recorded<PurseEvent>> committed() {
        return committed;
    }

    @Override
    public void close() {
        runner.close();
    }
}
