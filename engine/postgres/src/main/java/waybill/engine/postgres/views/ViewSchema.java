package waybill.engine.postgres.views;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.engine.postgres.Binder;

/** One schema that holds the tables of one view, and how far they follow the log. */
record ViewSchema(String name) {
    /** Statements that follow name tables of this schema; a crash may forget the last steps, whole ones only. */
    private static final String ENTER =
            "SELECT set_config('search_path', ?, true), set_config('synchronous_commit', 'off', true)";

    private static final String PROGRESS = """
            CREATE TABLE progress (shard int PRIMARY KEY, position bigint NOT NULL) WITH (fillfactor = 10);
            CREATE TABLE definition (ddl text NOT NULL)
            """;

    private static final String BEGIN =
            "INSERT INTO progress (shard, position) SELECT s, 0 FROM generate_series(0, ?) s";

    /** Who holds all rows is the one who steps; who finds one taken leaves it to the other. */
    private static final String TAKE = "SELECT shard, position FROM progress ORDER BY shard FOR UPDATE SKIP LOCKED";

    private static final String WAIT = "SELECT shard, position FROM progress ORDER BY shard FOR UPDATE";
    private static final String LOOK = "SELECT shard, position FROM progress ORDER BY shard";
    private static final String MOVE = """
            UPDATE progress p SET position = v.position FROM unnest(?::int[], ?::bigint[]) AS v(shard, position)
            WHERE p.shard = v.shard AND p.position <> v.position
            """;

    static ViewSchema live(String view) {
        return new ViewSchema("view_" + view.replace('-', '_'));
    }

    static ViewSchema shadow(String view) {
        return new ViewSchema(live(view).name() + "_rebuild");
    }

    void enter(Connection connection) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
            enter.setString(1, name);
            enter.execute();
        }
    }

    /** Whether it is there with the tables this DDL makes. */
    boolean isDefinedAs(String ddl, Connection connection) throws SQLException {
        return exists(connection, "definition")
                && exists(connection, "progress")
                && ddl.equals(text(connection, "SELECT ddl FROM %s.definition".formatted(name)));
    }

    private boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            query.setString(1, name + "." + table);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** Empty tables at the beginning of the log; whatever was in the schema is gone. */
    void makeAnew(Connection connection, String ddl, int shards) throws SQLException {
        drop(connection);
        run(connection, "CREATE SCHEMA " + name);
        enter(connection);
        run(connection, PROGRESS);
        run(connection, ddl);
        try (PreparedStatement begin = connection.prepareStatement(BEGIN);
                PreparedStatement define = connection.prepareStatement("INSERT INTO definition (ddl) VALUES (?)")) {
            begin.setInt(1, shards - 1);
            begin.executeUpdate();
            define.setString(1, ddl);
            define.executeUpdate();
        }
    }

    void drop(Connection connection) throws SQLException {
        run(connection, "DROP SCHEMA IF EXISTS %s CASCADE".formatted(name));
    }

    void rename(Connection connection, ViewSchema to) throws SQLException {
        run(connection, "ALTER SCHEMA %s RENAME TO %s".formatted(name, to.name));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** The positions, locked until the transaction ends; empty if somebody else has locked them. */
    Optional<long[]> take(Connection connection, int shards) throws SQLException {
        return positions(connection, TAKE, shards);
    }

    /** The positions, locked until the transaction ends, as soon as nobody else has them; empty if there are none. */
    Optional<long[]> waitFor(Connection connection, int shards) throws SQLException {
        return exists(connection, "progress")
                ? positions(connection, WAIT.replace("progress", name + ".progress"), shards)
                : Optional.empty();
    }

    long[] look(Connection connection, int shards) throws SQLException {
        return positions(connection, LOOK.replace("progress", name + ".progress"), shards)
                .orElseThrow(() -> new IllegalStateException(name + " has lost its positions: rebuild the view"));
    }

    private static Optional<long[]> positions(Connection connection, String sql, int shards) throws SQLException {
        long[] positions = new long[shards];
        int found = 0;
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                positions[row.getInt(1)] = row.getLong(2);
                found++;
            }
        }
        return found == shards ? Optional.of(positions) : Optional.empty();
    }

    void move(Connection connection, long[] positions) throws SQLException {
        int[] shards = new int[positions.length];
        Arrays.setAll(shards, shard -> shard);
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            Binder.of(move).ints(shards).longs(positions);
            move.executeUpdate();
        }
    }
}
