package waybill.bench.anchors;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import waybill.bench.Scenario;
import waybill.bench.host.ServerFailed;
import waybill.bench.load.Tally;

/** The saga written by bare SQL: each connection writes its next order, or batch, when its last is committed. */
public record Anchor(Way way, AnchorTables tables, long seed) implements Scenario {
    /** How the orders are cut into transactions, and over how many connections they go. */
    public enum Way {
        /** What services with a database each do at best: every step is a commit. */
        FIVE_TRANSACTIONS("A1", "A1: SQL, five transactions", 16),
        /** What one program with one database does. */
        ONE_TRANSACTION("A2", "A2: SQL, one transaction", 16),
        /** The ceiling: what the rows cost when hardly anything else is paid. */
        BATCHES("A3", "A3: SQL, batches of 64", 2);

        private final String shortName;
        private final String name;
        private final int connections;

        Way(String shortName, String name, int connections) {
            this.shortName = shortName;
            this.name = name;
            this.connections = connections;
        }

        /** The word for {@code --only}: a1, a2, a3. */
        public String key() {
            return shortName.toLowerCase(java.util.Locale.ROOT);
        }

        /** How the table names it: A1, A2, A3. */
        public String shortName() {
            return shortName;
        }

        private Saga over(Connection connection) throws SQLException {
            return switch (this) {
                case FIVE_TRANSACTIONS -> new SingleSaga(connection, true);
                case ONE_TRANSACTION -> new SingleSaga(connection, false);
                case BATCHES -> new BatchedSaga(connection, BATCH);
            };
        }
    }

    private static final int BATCH = 64;

    @Override
    public String key() {
        return way.key();
    }

    @Override
    public String name() {
        return way.name;
    }

    @Override
    public int connections() {
        return way.connections;
    }

    /** Goes to PostgreSQL itself; the shop is only there, and idle. */
    @Override
    public Duration run(InetSocketAddress shop, String run, Duration length, Tally tally) {
        List<Connection> connections = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(connections())) {
            for (int i = 0; i < connections(); i++) {
                connections.add(tables.connect());
            }
            long began = System.nanoTime();
            long end = began + length.toNanos();
            List<Future<Histogram>> written = new ArrayList<>();
            for (int i = 0; i < connections(); i++) {
                Connection connection = connections.get(i);
                Drafts drafts = new Drafts(run + "-" + i, tables.products(), seed + i);
                written.add(writers.submit(() -> writeUntil(end, connection, drafts)));
            }
            for (Future<Histogram> times : written) {
                tally.confirmations().add(times.get());
            }
            return Duration.ofNanos(System.nanoTime() - began);
        } catch (SQLException | ExecutionException e) {
            throw new ServerFailed("Anchor " + way.shortName + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("Anchor " + way.shortName + " was interrupted.");
        } finally {
            connections.forEach(Anchor::close);
        }
    }

    @Override
    public void clearUp() {
        tables.clear();
    }

    private Histogram writeUntil(long end, Connection connection, Drafts drafts) throws SQLException {
        Histogram times = new Histogram(3);
        try (Saga saga = way.over(connection)) {
            for (long began = System.nanoTime(); began - end < 0; ) {
                int orders = saga.write(drafts);
                long now = System.nanoTime();
                times.recordValueWithCount(TimeUnit.NANOSECONDS.toMicros(now - began), orders);
                began = now;
            }
        }
        return times;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new ServerFailed("A connection to PostgreSQL could not be closed: " + e.getMessage());
        }
    }
}
