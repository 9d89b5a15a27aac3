package waybill.engine.postgres.views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import waybill.engine.core.log.Recorded;

/**
 * The tables of one read model and what events do to them. Everything in here names tables without a schema: the same
 * statements fill the live view and the one that is being rebuilt. What the rows are depends on the events alone.
 */
public interface ViewTables<E> {
    /** The view, for example {@code orders}; its schema is {@code view_orders}. Lower case letters. */
    String name();

    /** Makes its tables. When it changes, the view is made anew at the next start. */
    String ddl();

    /** Does to the rows what these events mean, in their order. */
    void apply(Connection connection, List<Recorded<E>> events) throws SQLException;
}
