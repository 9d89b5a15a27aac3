package waybill.engine.postgres.chain;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import waybill.engine.postgres.DatabaseAddress;

/** A log as it is at one moment; whoever writes it goes on meanwhile. */
public final class LogSnapshot implements AutoCloseable {
    /** The first statement of a repeatable read is its moment. */
    private static final String LOOK = "SELECT count(*) FROM public.log_head";

    private final String name;
    private final Connection connection;

    private LogSnapshot(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    /**
     * The log in this database as it is now.
     *
     * @throws UnreadableLog if it cannot be reached, or is none
     */
    public static LogSnapshot of(String name, DatabaseAddress address) {
        try {
            Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
            LogSnapshot snapshot = new LogSnapshot(name, connection);
            snapshot.look();
            return snapshot;
        } catch (SQLException failed) {
            throw new UnreadableLog(name, failed);
        }
    }

    private void look() throws SQLException {
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try (PreparedStatement look = connection.prepareStatement(LOOK)) {
                look.execute();
            }
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Whose log it is. */
    public String name() {
        return name;
    }

    /**
     * What became of it, shard by shard.
     *
     * @throws UnreadableLog if it cannot be reached any more
     */
    public List<ShardVerdict> verify(Map<Integer, Anchor> anchors) {
        try {
            return LogChain.verify(connection, anchors);
        } catch (SQLException failed) {
            throw new UnreadableLog(name, failed);
        }
    }

    /** A connection that is closed ends its transaction. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new UnreadableLog(name, failed);
        }
    }
}
