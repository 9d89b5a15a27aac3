package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.Recorded;

/**
 * The one statement that writes a batch: all or nothing in one round trip, without a transaction block. Whatever may have
 * to wait for somebody else is written before the heads of the shards are taken, in shard order; after that, nothing
 * waits.
 */
final class BatchStatement<S, E, B> {
    private static final String KEYS = """
            INSERT INTO idempotency (scope, key, fingerprint, stream, status, content_type, body, created_at)
            SELECT v.scope, v.key, v.fingerprint, v.stream, v.status::int, v.content_type, v.body, ?
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 AS v(scope, key, fingerprint, stream, status, content_type, body)
            RETURNING 1
            """;

    /** Moves a checkpoint only from where this service believes it is; {@code waybill_expect} counts them. */
    private static final String MARKS = """
            UPDATE checkpoint c SET position = v.upto
            FROM unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[]) AS v(source, shard, since, upto)
            WHERE c.source = v.source AND c.shard = v.shard AND c.position = v.since
            RETURNING 1
            """;

    private static final String DEADLINES_SET = """
            INSERT INTO deadline (due_at, stream, name, key)
            SELECT timestamptz 'epoch' + v.due * interval '1 microsecond', v.stream, v.name, v.key
            FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) AS v(due, stream, name, key)
            ON CONFLICT DO NOTHING
            RETURNING 1
            """;

    private static final String DEADLINES_MET = """
            DELETE FROM deadline d
            USING unnest(?::bigint[], ?::text[], ?::text[]) AS v(due, stream, name)
            WHERE d.due_at = timestamptz 'epoch' + v.due * interval '1 microsecond'
              AND d.stream = v.stream AND d.name = v.name
            RETURNING 1
            """;

    private static final String IGNORED = """
            INSERT INTO ignored_news (source, shard, position, subject, reason, at)
            SELECT v.*, ? FROM unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[]) AS v
            RETURNING 1
            """;

    private static final String PARKED = """
            INSERT INTO parked_news (source, shard, position, subject, type, error, at)
            SELECT v.*, ? FROM unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[]) AS v
            RETURNING 1
            """;

    /** Takes the heads in shard order, gives out positions, appends, and leaves a link of the chain. */
    private static final String APPEND = """
            taken AS (
                SELECT shard FROM log_head WHERE shard = ANY (?::int[]) AND ALL_WRITTEN >= 0 ORDER BY shard FOR UPDATE),
            head AS (
                UPDATE log_head h
                SET position = h.position + v.n, chain = sha256(h.chain || v.digest)
                FROM unnest(?::int[], ?::bigint[], ?::bytea[]) AS v(shard, n, digest)
                WHERE h.shard = v.shard AND (SELECT count(*) FROM taken) >= 0
                RETURNING h.shard, h.position, v.n, v.digest, h.chain),
            appended AS (
                INSERT INTO events (shard, position, stream, version, key, type, data, meta, recorded_at)
                SELECT h.shard, h.position - h.n + v.nth, v.stream, v.version, v.key, v.type, v.data, v.meta, ?
                FROM unnest(?::int[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])
                     AS v(shard, nth, stream, version, key, type, data, meta)
                JOIN head h ON h.shard = v.shard),
            linked AS (
                INSERT INTO log_batch (shard, position, digest, chain) SELECT shard, position, digest, chain FROM head)
            SELECT -1 AS shard, waybill_expect((SELECT count(*) FROM marks), ?) AS base
            UNION ALL SELECT shard, position - n FROM head
            """;

    private final EventCodec<E> codec;
    private final int shards;
    private final List<Part<S, E, B>> parts;
    private final @Nullable SharedTable<B> table;
    private final String sql;

    BatchStatement(EventCodec<E> codec, int shards, List<Part<S, E, B>> parts, @Nullable SharedTable<B> table) {
        this.codec = codec;
        this.shards = shards;
        this.parts = parts;
        this.table = table;
        this.sql = sql();
    }

    private String sql() {
        List<String> names = new ArrayList<>(List.of("keys", "marks", "set", "met", "ignored", "parked"));
        List<String> bodies = new ArrayList<>(List.of(KEYS, MARKS, DEADLINES_SET, DEADLINES_MET, IGNORED, PARKED));
        if (table != null) {
            names.addAll(List.of("new_rows", "old_rows"));
            bodies.addAll(List.of(table.insertSql(), table.updateSql()));
        }
        for (int i = 0; i < parts.size(); i++) {
            names.add("part" + i);
            bodies.add(parts.get(i).sql());
        }
        String writes = IntStream.range(0, names.size())
                .mapToObj(i -> names.get(i) + " AS (" + bodies.get(i) + ")")
                .collect(Collectors.joining(",\n"));
        String allFirst = names.stream()
                .map(name -> "(SELECT count(*) FROM " + name + ")")
                .collect(Collectors.joining(" + "));
        return "WITH " + writes + ",\n" + APPEND.replace("ALL_WRITTEN", allFirst);
    }

    /** Writes the batch on this connection; the events come back with their positions. */
    List<Recorded<E>> write(Connection connection, Batch<S, E, B> batch, Set<String> locked) throws SQLException {
        EventRows<E> rows = EventRows.of(batch, codec, shards);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Binder binder = new Binder(statement);
            bindBookkeeping(batch, binder);
            if (table != null) {
                table.bind(rowsOf(batch, locked, false), binder);
                table.bind(rowsOf(batch, locked, true), binder);
            }
            for (Part<S, E, B> part : parts) {
                part.bind(batch, binder);
            }
            rows.bind(binder, batch.at());
            binder.number(batch.checkpoints().size());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.based(result.getInt(1), result.getLong(2));
                }
            }
        }
        return rows.recorded(batch.at());
    }

    private List<B> rowsOf(Batch<S, E, B> batch, Set<String> locked, boolean existed) {
        List<B> rows = new ArrayList<>();
        batch.shared().forEach((key, row) -> {
            if (locked.contains(key) == existed) {
                rows.add(row);
            }
        });
        return rows;
    }

    private void bindBookkeeping(Batch<S, E, B> batch, Binder binder) throws SQLException {
        List<KeyEntry> keys = batch.keys();
        binder.instant(batch.at())
                .texts(keys, key -> key.id().scope())
                .texts(keys, key -> key.id().key())
                .texts(keys, KeyEntry::fingerprint)
                .texts(keys, KeyEntry::stream);
        binder.texts(
                        keys,
                        key -> key.answer() == null
                                ? null
                                : Integer.toString(key.answer().status()))
                .texts(keys, key -> key.answer() == null ? null : key.answer().contentType())
                .texts(keys, key -> key.answer() == null ? null : key.answer().body());
        List<CheckpointMove> moves = batch.checkpoints();
        binder.texts(moves, CheckpointMove::source)
                .ints(moves, CheckpointMove::shard)
                .longs(moves, CheckpointMove::from)
                .longs(moves, CheckpointMove::to);
        List<Deadline> set = batch.deadlinesSet();
        binder.instants(set, Deadline::dueAt)
                .texts(set, deadline -> deadline.stream().name())
                .texts(set, Deadline::name)
                .texts(set, deadline -> deadline.stream().key());
        List<Deadline> met = batch.deadlinesMet();
        binder.instants(met, Deadline::dueAt)
                .texts(met, deadline -> deadline.stream().name())
                .texts(met, Deadline::name);
        bindNews(batch, binder);
    }

    private void bindNews(Batch<S, E, B> batch, Binder binder) throws SQLException {
        List<NewsRecord> ignored = batch.ignored();
        binder.instant(batch.at())
                .texts(ignored, NewsRecord::source)
                .ints(ignored, NewsRecord::shard)
                .longs(ignored, NewsRecord::position)
                .texts(ignored, NewsRecord::subject)
                .texts(ignored, NewsRecord::reason);
        List<ParkedNews> parked = batch.parked();
        binder.instant(batch.at())
                .texts(parked, ParkedNews::source)
                .ints(parked, ParkedNews::shard)
                .longs(parked, ParkedNews::position)
                .texts(parked, ParkedNews::subject)
                .texts(parked, ParkedNews::type)
                .texts(parked, ParkedNews::error);
    }
}
