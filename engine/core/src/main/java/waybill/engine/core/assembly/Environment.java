package waybill.engine.core.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.time.IdSource;
import waybill.engine.core.tracing.Tracing;

/** What a service is given by the process it runs in. */
public record Environment(
        InstantSource clock, IdSource ids, MeterRegistry meters, CommandRunner.Sizes sizes, Tracing tracing) {
    /** One in which nothing is traced. */
    public Environment(InstantSource clock, IdSource ids, MeterRegistry meters, CommandRunner.Sizes sizes) {
        this(clock, ids, meters, sizes, Tracing.NONE);
    }
}
