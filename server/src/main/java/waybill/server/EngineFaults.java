package waybill.server;

import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Overloaded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.http.Faults;
import waybill.engine.http.Problem;

/** What a failure of the world means for a caller: come back later. Anything else is our bug. */
final class EngineFaults implements Faults {
    @Override
    public @Nullable Problem problemOf(Exception fault) {
        Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
        return switch (cause) {
            case Overloaded _, RejectedExecutionException _ ->
                Problem.of("overloaded", "There is more to do than can be done now; try again.")
                        .retryAfter(1);
            case StoreFault _ ->
                Problem.of("overloaded", "The storage is out of reach; try again.")
                        .retryAfter(2);
            case null, default -> null;
        };
    }
}
