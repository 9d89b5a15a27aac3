package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;

/**
 * The table of a service's shared rows (stock levels), locked in key order for one batch and written once.
 *
 * @param <B> a row
 */
public interface SharedTable<B> {
    /** Locks the rows that exist, in key order, until the transaction ends. */
    Map<String, B> lock(Connection connection, SortedSet<String> keys) throws SQLException;

    /** Inserts rows that did not exist when locked; fails if somebody made one meanwhile. Ends in RETURNING 1. */
    String insertSql();

    /** Writes rows that were locked. Ends in RETURNING 1. */
    String updateSql();

    /** Fills the parameters of either statement. */
    void bind(Collection<B> rows, Binder binder) throws SQLException;
}
