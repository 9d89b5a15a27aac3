package waybill.engine.core.commands;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import waybill.kernel.Decider;

/**
 * What the runner needs to know about a service's aggregate.
 *
 * @param deadlines by when something must happen to a stream in this state, by name; rows are kept in step with it
 * @param shared the rows its streams share
 */
public record Aggregate<S, C, E, R, B>(
        Decider<S, C, E, R> decider, Function<S, Map<String, Instant>> deadlines, SharedRows<S, C, B> shared) {}
