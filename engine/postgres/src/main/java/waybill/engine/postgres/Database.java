package waybill.engine.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import waybill.engine.core.log.StoreFault;

/**
 * The database of one service: a connection pool, and before it a fair gate, so that thousands of virtual threads queue
 * at the gate and never inside the pool. None of them touches the pool itself: platform threads do that for them.
 * Writers (the lanes of the command runner) have connections of their own.
 */
public final class Database implements AutoCloseable {
    private static final Duration GATE_WAIT_MAX = Duration.ofSeconds(5);

    private static final int REACH_SECONDS_MAX = 2;

    private final HikariDataSource pool;
    private final Semaphore gate;
    private final Borrowers borrowers;

    /** How many connections a service may have. */
    public record Sizes(int readers, int writers) {
        /** What a small machine wants. */
        public static Sizes usual() {
            return new Sizes(6, 6);
        }
    }

    /** Opens the pool; fails with {@link StoreFault.Unavailable} if the database is out of reach for 10 seconds. */
    public Database(String name, DatabaseAddress address, Sizes sizes, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(sizes.readers() + sizes.writers());
        config.setMinimumIdle(sizes.writers());
        config.setConnectionTimeout(10_000);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("reWriteBatchedInserts", "false");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("ApplicationName", name);
        // All statements go by key: plans are made once, on indexes, however small the tables are at that time.
        // Whoever hangs or is cut off while it has rows that all replicas need loses them: its work is done again.
        config.addDataSourceProperty(
                "options",
                "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off"
                        + " -c enable_mergejoin=off -c jit=off -c idle_in_transaction_session_timeout=5s");
        this.pool = connect(config);
        this.gate = new Semaphore(sizes.readers(), true);
        this.borrowers = new Borrowers(name, sizes.readers() + sizes.writers());
    }

    private static HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException failed) {
            throw new StoreFault.Unavailable("no connection to the database " + config.getPoolName(), failed);
        }
    }

    /**
     * Brings the schema up to date: the engine's own, then the service's, each with a history of its own.
     *
     * @throws StoreFault.Unavailable if that cannot be done, for example because the role may not make tables
     */
    public void migrate(String location) {
        migrate("db/engine", "schema_history_engine");
        migrate(location, "schema_history");
    }

    private void migrate(String location, String history) {
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:" + location)
                    .table(history)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StoreFault.Unavailable("the tables of " + pool.getPoolName() + " cannot be made", failed);
        }
    }

    /** A query or statement. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T on(Connection connection) throws SQLException;
    }

    /** Reads, when it is this caller's turn. */
    public <T> T read(Work<T> work) {
        try {
            if (!gate.tryAcquire(GATE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreFault.Unavailable("too many are waiting to read", new IllegalStateException("gate"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreFault.Unavailable("interrupted while waiting to read", interrupted);
        }
        try {
            return write(work);
        } finally {
            gate.release();
        }
    }

    /** Writes as one statement, without waiting at the gate; for the few that have a connection of their own. */
    public <T> T write(Work<T> work) {
        return Thread.currentThread().isVirtual() ? borrowers.borrow(() -> borrowed(work)) : borrowed(work);
    }

    private <T> T borrowed(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw Faults.of(failed);
        }
    }

    /** Does all of it or nothing, without waiting at the gate. */
    public <T> T transaction(Work<T> work) {
        return write(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                // After a commit there is nothing to roll back; whatever failed before it must leave nothing.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    /** Whether the database answers now. */
    public boolean isReachable() {
        return read(connection -> connection.isValid(REACH_SECONDS_MAX));
    }

    /** A connection of one's own, for a platform thread; to be closed. */
    Connection open() {
        try {
            return pool.getConnection();
        } catch (SQLException failed) {
            throw Faults.of(failed);
        }
    }

    @Override
    public void close() {
        borrowers.close();
        pool.close();
    }
}
