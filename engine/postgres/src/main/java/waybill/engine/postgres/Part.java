package waybill.engine.postgres;

import java.sql.SQLException;
import waybill.engine.core.log.Batch;

/**
 * A service's own rows in the statement that writes a batch: views, and whatever else must commit with the events.
 *
 * @param <S> state of a stream
 * @param <E> events
 * @param <B> shared rows
 */
public interface Part<S, E, B> {
    /**
     * A data-modifying statement that ends in {@code RETURNING 1}. It takes its rows from {@code unnest(?::text[], …)}
     * and does nothing when the arrays are empty.
     */
    String sql();

    /** Whether the batch has anything for this part. */
    boolean concerns(Batch<S, E, B> batch);

    /** Fills the parameters of {@link #sql}, in order. */
    void bind(Batch<S, E, B> batch, Binder binder) throws SQLException;
}
