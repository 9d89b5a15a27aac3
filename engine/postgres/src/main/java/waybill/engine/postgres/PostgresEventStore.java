package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.Shards;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;

/** The log of one service in PostgreSQL 15 or later. */
public final class PostgresEventStore<S, E, B> implements EventStore<S, E, B> {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresEventStore.class);

    private final Database database;
    private final EventCodec<E> codec;
    private final Bookkeeping bookkeeping;
    private final ParkedRows parked;
    private final BatchStatement<S, E, B> statement;
    private final @Nullable SharedTable<B> table;
    private final int shards;

    /**
     * What a service adds to its log.
     *
     * @param parts its views, written with the batch
     * @param table its shared rows; null if it has none
     */
    public record Extras<S, E, B>(
            List<Part<S, E, B>> parts, @Nullable SharedTable<B> table) {}

    /** Opens the log in a migrated database; makes its shards if there are none yet. */
    public PostgresEventStore(Database database, EventCodec<E> codec, Extras<S, E, B> extras) {
        this.database = database;
        this.bookkeeping = new Bookkeeping(database);
        this.parked = new ParkedRows(database);
        this.shards = bookkeeping.shards(Shards.DEFAULT_COUNT);
        this.codec = codec;
        this.table = extras.table();
        this.statement = new BatchStatement<>(codec, shards, extras.parts(), table);
    }

    @Override
    public int shards() {
        return shards;
    }

    @Override
    public Map<String, List<Recorded<E>>> load(Collection<String> streams) {
        List<Recorded<byte[]>> rows = database.write(connection -> LogQueries.streams(connection, streams));
        Map<String, List<Recorded<E>>> histories = new HashMap<>();
        for (Recorded<E> event : EventRow.decoded(rows, codec)) {
            histories
                    .computeIfAbsent(event.stream().name(), _ -> new ArrayList<>())
                    .add(event);
        }
        return histories;
    }

    @Override
    public Map<KeyId, KeyEntry> keys(Collection<KeyId> keys) {
        return bookkeeping.keys(keys);
    }

    @Override
    public List<Recorded<E>> read(int shard, long after, int limit) {
        return EventRow.decoded(database.write(connection -> LogQueries.shard(connection, shard, after, limit)), codec);
    }

    @Override
    public long[] heads() {
        return bookkeeping.heads(shards);
    }

    @Override
    public long[] checkpoints(String source) {
        return bookkeeping.checkpoints(source, shards);
    }

    @Override
    public int countTry(String source, int shard, long position) {
        return bookkeeping.countTry(source, shard, position);
    }

    @Override
    public Parkings parkings() {
        return parked.parkings();
    }

    @Override
    public ParkingLot parkingLot() {
        return parked;
    }

    @Override
    public int forget(Instant keysBefore, Instant ignoredBefore, int max) {
        return bookkeeping.forget(keysBefore, ignoredBefore, max);
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return bookkeeping.due(now, limit);
    }

    @Override
    public Unit<S, E, B> begin(SortedSet<String> sharedKeys) {
        if (table == null || sharedKeys.isEmpty()) {
            return new OneStatement();
        }
        Connection connection = database.open();
        try {
            connection.setAutoCommit(false);
            return new Locked(connection, table.lock(connection, sharedKeys));
        } catch (SQLException failed) {
            rollBack(connection);
            throw Faults.of(failed);
        } catch (RuntimeException defect) {
            rollBack(connection);
            throw defect;
        }
    }

    private static void rollBack(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            // The connection is gone and its transaction with it; the pool throws such a connection away.
            LOG.debug("could not roll back", lost);
        }
    }

    /** Without shared rows the statement is its own transaction: one round trip. */
    private final class OneStatement implements Unit<S, E, B> {
        @Override
        public Map<String, B> shared() {
            return Map.of();
        }

        @Override
        public List<Recorded<E>> commit(Batch<S, E, B> batch) {
            return database.write(connection -> statement.write(connection, batch, java.util.Set.of()));
        }

        @Override
        public void close() {}
    }

    /** With shared rows: they are locked first, and the statement is committed after them. */
    private final class Locked implements Unit<S, E, B> {
        private final Connection connection;
        private final Map<String, B> rows;
        private boolean committed;

        Locked(Connection connection, Map<String, B> rows) {
            this.connection = connection;
            this.rows = rows;
        }

        @Override
        public Map<String, B> shared() {
            return rows;
        }

        @Override
        public List<Recorded<E>> commit(Batch<S, E, B> batch) {
            try {
                List<Recorded<E>> recorded = statement.write(connection, batch, rows.keySet());
                connection.commit();
                committed = true;
                return recorded;
            } catch (SQLException failed) {
                throw Faults.of(failed);
            }
        }

        @Override
        public void close() {
            if (!committed) {
                rollBack(connection);
                return;
            }
            // The batch is committed: whatever fails from here on must not have it decided again.
            try (connection) {
                connection.setAutoCommit(true);
            } catch (SQLException lost) {
                LOG.debug("could not give the connection back", lost);
            }
        }
    }

    /** Reads of the log itself. */
    private static final class LogQueries {
        private static final String STREAMS = """
                SELECT shard, position, stream, key, version, type, data, meta, recorded_at
                FROM events WHERE stream = ANY (?::text[]) ORDER BY stream, version
                """;
        private static final String SHARD = """
                SELECT shard, position, stream, key, version, type, data, meta, recorded_at
                FROM events WHERE shard = ? AND position > ? ORDER BY position LIMIT ?
                """;

        private LogQueries() {}

        static List<Recorded<byte[]>> streams(Connection connection, Collection<String> streams) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(STREAMS)) {
                new Binder(statement).texts(streams, stream -> stream);
                return all(statement);
            }
        }

        static List<Recorded<byte[]>> shard(Connection connection, int shard, long after, int limit)
                throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(SHARD)) {
                statement.setInt(1, shard);
                statement.setLong(2, after);
                statement.setInt(3, limit);
                return all(statement);
            }
        }

        private static List<Recorded<byte[]>> all(PreparedStatement statement) throws SQLException {
            List<Recorded<byte[]>> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(EventRow.read(row));
                }
            }
            return events;
        }
    }
}
