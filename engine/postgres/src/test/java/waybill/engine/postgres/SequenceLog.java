package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import waybill.engine.postgres.embedded.TemporaryPostgres;

/** How not to do it: positions from a sequence are given out before the commit, and become visible in any order. */
final class SequenceLog implements TailingTortureTest.Tortured, AutoCloseable {
    private final DatabaseAddress address = TemporaryPostgres.freshDatabase();
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger committed = new AtomicInteger();

    SequenceLog() throws SQLException {
        Connection connection = take();
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE log (position bigserial PRIMARY KEY, mark text NOT NULL)");
        }
        idle.add(connection);
    }

    private Connection take() throws SQLException {
        Connection connection = idle.poll();
        return connection != null
                ? connection
                : DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    int committed() {
        return committed.get();
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public void write(List<String> marks, SplittableRandom random) throws SQLException {
        Connection connection = take();
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO log (mark) VALUES (?)")) {
            for (String mark : marks) {
                insert.setString(1, mark);
                insert.executeUpdate();
            }
        }
        TailingTortureTest.dawdle(random);
        if (random.nextInt(8) == 0) {
            connection.rollback();
        } else {
            connection.commit();
            committed.addAndGet(marks.size());
        }
        connection.setAutoCommit(true);
        idle.add(connection);
    }

    @Override
    public List<TailingTortureTest.Seen> read(int shard, long after, int limit) throws SQLException {
        Connection connection = take();
        List<TailingTortureTest.Seen> seen = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT position, mark FROM log WHERE position > ? ORDER BY position LIMIT ?")) {
            query.setLong(1, after);
            query.setInt(2, limit);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    seen.add(new TailingTortureTest.Seen(row.getLong(1), row.getString(2)));
                }
            }
        }
        idle.add(connection);
        return seen;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }
}
