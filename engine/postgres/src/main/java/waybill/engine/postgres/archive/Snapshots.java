package waybill.engine.postgres.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Several databases as they are at one moment. For that moment nobody appends anywhere: the heads of all logs are
 * locked, then each database is looked at, then the heads are let go. Taken one after another without that, a snapshot
 * could hold a checkpoint beyond the end of the log it follows, which was looked at earlier.
 */
final class Snapshots implements AutoCloseable {
    private static final String HOLD_HEADS = "SELECT shard FROM public.log_head ORDER BY shard FOR UPDATE";
    private static final String NOT_LONG = "SET LOCAL lock_timeout = '10s'";

    /** The first statement of a repeatable read is its moment. */
    private static final String LOOK = "SELECT count(*) FROM public.log_head";

    private final Map<ArchivedDatabase, Connection> snapshots = new LinkedHashMap<>();

    private Snapshots() {}

    static Snapshots of(List<ArchivedDatabase> databases) throws SQLException {
        Snapshots snapshots = new Snapshots();
        List<Connection> holders = new ArrayList<>();
        try {
            for (ArchivedDatabase database : databases) {
                Connection holder = connect(database);
                holders.add(holder);
                run(holder, NOT_LONG);
                run(holder, HOLD_HEADS);
            }
            for (ArchivedDatabase database : databases) {
                Connection snapshot = connect(database);
                snapshots.snapshots.put(database, snapshot);
                snapshot.setReadOnly(true);
                snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                run(snapshot, LOOK);
            }
            return snapshots;
        } catch (SQLException failed) {
            snapshots.close();
            throw failed;
        } finally {
            closeAll(holders);
        }
    }

    private static Connection connect(ArchivedDatabase database) throws SQLException {
        Connection connection = Plain.connect(database.address());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** A connection in the one moment of this database. */
    Connection at(ArchivedDatabase database) {
        return Objects.requireNonNull(snapshots.get(database));
    }

    @Override
    public void close() throws SQLException {
        closeAll(List.copyOf(snapshots.values()));
    }

    /** A connection that is closed ends its transaction. */
    private static void closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
