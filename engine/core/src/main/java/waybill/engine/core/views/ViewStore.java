package waybill.engine.core.views;

import java.util.Optional;

/**
 * Where one read model is kept: its rows, and how far it has followed each shard of the log, in one transaction always.
 * Throws {@link waybill.engine.core.log.StoreFault}.
 */
public interface ViewStore<E> {
    /** The view, for example {@code orders}. */
    String name();

    /** How far it has followed each shard. */
    long[] positions();

    /**
     * Applies what comes next and moves the positions with it. Only one replica does so at a time.
     *
     * @return the positions now; empty if another one is at it
     */
    Optional<long[]> advance(LogSteps<E> log);
}
