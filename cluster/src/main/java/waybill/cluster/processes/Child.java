package waybill.cluster.processes;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A process of ours that has been started. */
public interface Child {
    /** Its process id. */
    long pid();

    /** Completed when it has ended, with its exit code if that can be known. */
    CompletableFuture<OptionalInt> ended();

    /**
     * Ends it in order, by force if that takes too long, and returns when it is gone; a second time changes nothing.
     */
    void end();
}
