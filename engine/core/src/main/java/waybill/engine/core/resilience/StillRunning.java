package waybill.engine.core.resilience;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Nobody waits for the call any more, but it goes on, and keeps its place among the calls until it has ended. */
public final class StillRunning extends TimeoutException {
    private final transient CompletionStage<?> end;

    /** A call that ends when this does. */
    public StillRunning(CompletionStage<?> end) {
        super("no answer in time");
        this.end = end;
    }

    /** When the call has really ended. */
    public CompletionStage<?> end() {
        return end;
    }
}
