package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;

/** What is kept beside the events: heads, checkpoints, tries, keys, deadlines. */
final class Bookkeeping {
    /** The chain of a shard begins with nothing: 32 zero bytes. */
    private static final String MAKE_SHARDS = """
            INSERT INTO log_head (shard, position, chain)
            SELECT s, 0, decode(repeat('00', 32), 'hex') FROM generate_series(0, ? - 1) AS s
            WHERE NOT EXISTS (SELECT 1 FROM log_head)
            ON CONFLICT DO NOTHING
            """;

    private static final String MAKE_CHECKPOINTS = """
            INSERT INTO checkpoint (source, shard, position) SELECT ?, s, 0 FROM generate_series(0, ? - 1) AS s
            ON CONFLICT DO NOTHING
            """;

    private static final String COUNT_TRY = """
            INSERT INTO news_try AS t (source, shard, position, tries) VALUES (?, ?, ?, 1)
            ON CONFLICT (source, shard) DO UPDATE
            SET position = EXCLUDED.position,
                tries = CASE WHEN t.position = EXCLUDED.position THEN t.tries + 1 ELSE 1 END
            RETURNING tries
            """;

    private static final String KEYS = """
            SELECT i.scope, i.key, i.fingerprint, i.stream, i.status, i.content_type, i.body, i.created_at
            FROM unnest(?::text[], ?::text[]) AS k(scope, key)
            JOIN idempotency i ON i.scope = k.scope AND i.key = k.key
            """;

    /** A few at a time, and none that somebody else holds: whoever writes never waits for this. */
    private static final String FORGET_KEYS = """
            DELETE FROM idempotency i USING (
                SELECT scope, key FROM idempotency WHERE created_at < ? LIMIT ? FOR UPDATE SKIP LOCKED) AS old
            WHERE i.scope = old.scope AND i.key = old.key
            """;

    private static final String FORGET_IGNORED = """
            DELETE FROM ignored_news i USING (
                SELECT source, shard, position FROM ignored_news WHERE at < ? LIMIT ? FOR UPDATE SKIP LOCKED) AS old
            WHERE i.source = old.source AND i.shard = old.shard AND i.position = old.position
            """;

    private static final String DUE =
            "SELECT due_at, stream, name, key FROM deadline WHERE due_at <= ? ORDER BY due_at LIMIT ?";

    private final Database database;

    Bookkeeping(Database database) {
        this.database = database;
    }

    int shards(int wanted) {
        return database.write(connection -> {
            try (PreparedStatement make = connection.prepareStatement(MAKE_SHARDS)) {
                make.setInt(1, wanted);
                make.executeUpdate();
            }
            return (int) number(connection, "SELECT count(*) FROM log_head");
        });
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    long[] heads(int shards) {
        return database.write(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT shard, position FROM log_head")) {
                return positions(query, shards);
            }
        });
    }

    long[] checkpoints(String source, int shards) {
        return database.write(connection -> {
            try (PreparedStatement make = connection.prepareStatement(MAKE_CHECKPOINTS)) {
                make.setString(1, source);
                make.setInt(2, shards);
                make.executeUpdate();
            }
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT shard, position FROM checkpoint WHERE source = ?")) {
                query.setString(1, source);
                return positions(query, shards);
            }
        });
    }

    private static long[] positions(PreparedStatement query, int shards) throws SQLException {
        long[] positions = new long[shards];
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                positions[row.getInt(1)] = row.getLong(2);
            }
        }
        return positions;
    }

    int countTry(String source, int shard, long position) {
        return database.write(connection -> {
            try (PreparedStatement count = connection.prepareStatement(COUNT_TRY)) {
                count.setString(1, source);
                count.setInt(2, shard);
                count.setLong(3, position);
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    int forget(Instant keysBefore, Instant ignoredBefore, int max) {
        return forget(FORGET_KEYS, keysBefore, max) + forget(FORGET_IGNORED, ignoredBefore, max);
    }

    private int forget(String sql, Instant before, int max) {
        return database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                delete.setInt(2, max);
                return delete.executeUpdate();
            }
        });
    }

    List<Deadline> due(Instant now, int limit) {
        return database.write(connection -> {
            try (PreparedStatement query = connection.prepareStatement(DUE)) {
                query.setObject(1, now.atOffset(ZoneOffset.UTC));
                query.setInt(2, limit);
                return deadlines(query);
            }
        });
    }

    private static List<Deadline> deadlines(PreparedStatement query) throws SQLException {
        List<Deadline> due = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Instant at = row.getObject(1, OffsetDateTime.class).toInstant();
                due.add(new Deadline(at, new StreamId(row.getString(2), row.getString(4)), row.getString(3)));
            }
        }
        return due;
    }

    Map<KeyId, KeyEntry> keys(Collection<KeyId> keys) {
        return database.write(connection -> {
            try (PreparedStatement query = connection.prepareStatement(KEYS)) {
                new Binder(query).texts(keys, KeyId::scope).texts(keys, KeyId::key);
                Map<KeyId, KeyEntry> known = new HashMap<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        KeyId id = new KeyId(row.getString(1), row.getString(2));
                        Instant at = row.getObject(8, OffsetDateTime.class).toInstant();
                        known.put(id, new KeyEntry(id, row.getString(3), row.getString(4), answer(row), at));
                    }
                }
                return known;
            }
        });
    }

    private static @Nullable StoredAnswer answer(ResultSet row) throws SQLException {
        int status = row.getInt(5);
        return row.wasNull() ? null : new StoredAnswer(status, row.getString(6), row.getString(7));
    }
}
