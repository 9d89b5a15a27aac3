package waybill.engine.core.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.time.IdSource;
import waybill.engine.core.time.Workers;
import waybill.engine.core.tracing.Tracing;

/**
 * What a service is given by the process it runs in.
 *
 * @param running how its lanes are sized, and how its workers get their time
 */
public record Environment(InstantSource clock, IdSource ids, MeterRegistry meters, Running running, Tracing tracing) {
    /** How an engine is sized and driven. */
    public record Running(CommandRunner.Sizes sizes, Workers workers) {}

    /** One whose workers have threads. */
    public Environment(
            InstantSource clock, IdSource ids, MeterRegistry meters, CommandRunner.Sizes sizes, Tracing tracing) {
        this(clock, ids, meters, new Running(sizes, Workers.THREADS), tracing);
    }

    /** One in which nothing is traced. */
    public Environment(InstantSource clock, IdSource ids, MeterRegistry meters, CommandRunner.Sizes sizes) {
        this(clock, ids, meters, sizes, Tracing.NONE);
    }

    /** How lanes are sized. */
    public CommandRunner.Sizes sizes() {
        return running.sizes();
    }

    /** How workers get their time. */
    public Workers workers() {
        return running.workers();
    }
}
