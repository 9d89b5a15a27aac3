package waybill.testkit.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseDecider;
import waybill.testkit.engine.purse.PurseEvent;
import waybill.testkit.engine.purse.PurseRefusal;

/** The scene of all contracts of the runner: an empty log, as unsteady as a test wants it, and runners on it. */
public abstract class AmongRunners {
    static final StreamId ANN = Writing.purse("ann");
    static final StreamId BEN = Writing.purse("ben");
    static final CommandRunner.Sizes IMPATIENT = new CommandRunner.Sizes(1, 400, 2_000, 1_000, Duration.ofMillis(100));

    private final List<PurseRunner> runners = new ArrayList<>();
    private StoreUnderTest examined;
    private UnsteadyStore<Purse, PurseEvent, Pot> unsteady;

    /** An empty log. */
    protected abstract StoreUnderTest emptyStore();

    @BeforeEach
    void open() {
        examined = emptyStore();
        unsteady = new UnsteadyStore<>(examined.store());
    }

    @AfterEach
    void close() {
        unsteady.away(false);
        unsteady.release();
        runners.forEach(PurseRunner::close);
    }

    StoreUnderTest examined() {
        return examined;
    }

    UnsteadyStore<Purse, PurseEvent, Pot> unsteady() {
        return unsteady;
    }

    /** The log as it really is. */
    EventStore<Purse, PurseEvent, Pot> truth() {
        return examined.store();
    }

    /** A runner with one lane on the unsteady store. */
    PurseRunner runner() {
        return runner(unsteady, PurseRunner.ONE_LANE);
    }

    /** A runner as another replica has it. */
    PurseRunner replica() {
        return runner(examined.replica(), PurseRunner.ONE_LANE);
    }

    PurseRunner runner(EventStore<Purse, PurseEvent, Pot> store, CommandRunner.Sizes sizes) {
        PurseRunner runner = new PurseRunner(store, sizes);
        runners.add(runner);
        return runner;
    }

    List<PurseEvent> history(StreamId purse) {
        return truth().load(List.of(purse.name())).getOrDefault(purse.name(), List.of()).stream()
                .map(Recorded::event)
                .toList();
    }

    long coins(StreamId purse) {
        return new PurseDecider().fold(history(purse)).coins();
    }

    Pot pot(String name) {
        try (var unit = truth().begin(Rows.of(name))) {
            return unit.shared().getOrDefault(name, new Pot(name, 0, 0));
        }
    }

    static Outcome.Done<Purse, PurseRefusal> done(CompletableFuture<Outcome<Purse, PurseRefusal>> answer) {
        if (Eventually.get(answer) instanceof Outcome.Done<Purse, PurseRefusal> done) {
            return done;
        }
        throw new AssertionError("not done: " + Eventually.get(answer));
    }

    static PurseRefusal refusal(CompletableFuture<Outcome<Purse, PurseRefusal>> answer) {
        if (Eventually.get(answer) instanceof Outcome.Refused<Purse, PurseRefusal> refused) {
            return refused.reason();
        }
        throw new AssertionError("not refused: " + Eventually.get(answer));
    }
}
