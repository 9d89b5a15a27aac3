package waybill.cluster.processes;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * A child that somebody else started and knows how to end.
 *
 * @param pid its process id
 * @param ending ends it in order and returns when it is gone
 */
public record Handle(long pid, Runnable ending) implements Child {
    @Override
    public CompletableFuture<OptionalInt> ended() {
        return ProcessHandle.of(pid)
                .map(process -> process.onExit().thenApply(_ -> OptionalInt.empty()))
                .orElseGet(() -> CompletableFuture.completedFuture(OptionalInt.empty()));
    }

    @Override
    public void end() {
        ending.run();
    }
}
