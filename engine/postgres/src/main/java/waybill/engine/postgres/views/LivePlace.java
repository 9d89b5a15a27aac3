package waybill.engine.postgres.views;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Where a view is read while it is rebuilt, and where the rebuilt one goes. */
sealed interface LivePlace {
    /** Keeps everybody else from writing there until the transaction ends; answers how far it must be known. */
    long[] locked(Connection connection) throws SQLException;

    /** What is in the shadow takes its place. */
    void replacedBy(ViewSchema shadow, Connection connection) throws SQLException;

    /** A view that follows the log, in a schema of its own. Damaged or lost, it has nothing that could be locked. */
    record Schema(ViewSchema schema, int shards) implements LivePlace {
        @Override
        public long[] locked(Connection connection) throws SQLException {
            return schema.waitFor(connection, shards).orElseGet(() -> new long[shards]);
        }

        @Override
        public void replacedBy(ViewSchema shadow, Connection connection) throws SQLException {
            schema.drop(connection);
            shadow.rename(connection, schema);
        }
    }

    /**
     * A table that is written in the statement that appends. Whoever appends has the table before he takes the heads,
     * so with the table locked, the heads say what it must know.
     */
    record Table(String name, int shards) implements LivePlace {
        private static final String HEADS = "SELECT shard, position FROM public.log_head";

        @Override
        public long[] locked(Connection connection) throws SQLException {
            if (isThere(connection)) {
                run(connection, "LOCK TABLE public.%s IN ACCESS EXCLUSIVE MODE".formatted(name));
            }
            long[] heads = new long[shards];
            try (PreparedStatement query = connection.prepareStatement(HEADS);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    heads[row.getInt(1)] = row.getLong(2);
                }
            }
            return heads;
        }

        @Override
        public void replacedBy(ViewSchema shadow, Connection connection) throws SQLException {
            run(connection, "DROP TABLE IF EXISTS public.%s".formatted(name));
            run(connection, "ALTER TABLE %s.%s SET SCHEMA public".formatted(shadow.name(), name));
            shadow.drop(connection);
        }

        private boolean isThere(Connection connection) throws SQLException {
            try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
                query.setString(1, "public." + name);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        }

        private static void run(Connection connection, String sql) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
            }
        }
    }
}
