package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.Recorded;
import waybill.engine.postgres.Sections.Section;

/**
 * The one statement that writes a batch: all or nothing in one round trip, without a transaction block. Whatever may
 * have to wait for somebody else is written before the heads of the shards are taken, in shard order; after that,
 * nothing waits.
 */
final class BatchStatement<S, E, B> {
    /**
     * Takes the heads in shard order, gives out positions, appends, and leaves a link of the chain. A shard in which
     * something was parked or settled since it was decided is not taken, and the heads are counted.
     */
    private static final String APPEND = """
            taken AS (
                SELECT shard FROM log_head WHERE shard = ANY (?::int[]) AND ALL_WRITTEN >= 0 ORDER BY shard FOR UPDATE),
            head AS (
                UPDATE log_head h
                SET position = h.position + v.n,
                    chain = CASE WHEN v.n > 0 THEN sha256(h.chain || v.digest) ELSE h.chain END,
                    parkings = h.parkings + v.parked
                FROM unnest(?::int[], ?::bigint[], ?::bytea[], ?::bigint[], ?::bigint[])
                     AS v(shard, n, digest, known, parked)
                WHERE h.shard = v.shard AND (SELECT count(*) FROM taken) >= 0
                  AND (v.known < 0 OR h.parkings = v.known)
                RETURNING h.shard, h.position, v.n, v.digest, h.chain),
            appended AS (
                INSERT INTO events (shard, position, stream, version, key, type, data, meta, recorded_at)
                SELECT h.shard, h.position - h.n + v.nth, v.stream, v.version, v.key, v.type, v.data, v.meta, ?
                FROM unnest(?::int[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])
                     AS v(shard, nth, stream, version, key, type, data, meta)
                JOIN head h ON h.shard = v.shard),
            linked AS (
                INSERT INTO log_batch (shard, position, digest, chain, format)
                SELECT shard, position, digest, chain, FORMAT FROM head WHERE n > 0)
            """.replace("FORMAT", Integer.toString(BatchDigest.WHOLE_ROWS));

    /** Counts what had to be as it was known; any other number than expected ends the statement. */
    private static final String EXPECT = "SELECT -1 AS shard, waybill_expect(COUNTED, ?) AS base";

    private final EventCodec<E> codec;
    private final int shards;
    private final List<Section<S, E, B>> sections;
    private final ConcurrentHashMap<List<String>, String> statements = new ConcurrentHashMap<>();

    BatchStatement(EventCodec<E> codec, int shards, List<Part<S, E, B>> parts, @Nullable SharedTable<B> table) {
        this.codec = codec;
        this.shards = shards;
        this.sections = Sections.of(parts, table);
    }

    /** Writes the batch on this connection; the events come back with their positions. */
    List<Recorded<E>> write(Connection connection, Batch<S, E, B> batch, Set<String> locked) throws SQLException {
        List<Section<S, E, B>> present = sections.stream()
                .filter(section -> section.present().test(batch))
                .toList();
        EventRows<E> rows = EventRows.of(batch, codec, shards);
        try (PreparedStatement statement = connection.prepareStatement(sql(present, batch))) {
            Binder binder = new Binder(statement);
            for (Section<S, E, B> section : present) {
                section.filling().fill(batch, locked, binder);
            }
            if (takesHeads(batch)) {
                rows.bind(binder, batch);
            }
            if (expects(batch)) {
                binder.number(batch.checkpoints().size() + batch.settled().size() + rows.heads());
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.based(result.getInt(1), result.getLong(2));
                }
            }
        }
        return rows.recorded(batch.at());
    }

    private static boolean takesHeads(Batch<?, ?, ?> batch) {
        return !batch.events().isEmpty()
                || !batch.parked().isEmpty()
                || !batch.settled().isEmpty()
                || !batch.parkings().isEmpty();
    }

    private static boolean expects(Batch<?, ?, ?> batch) {
        return !batch.checkpoints().isEmpty() || !batch.settled().isEmpty();
    }

    /** The same few sections come together again and again, so that the database keeps their plans. */
    private String sql(List<Section<S, E, B>> present, Batch<S, E, B> batch) {
        List<String> names = present.stream().map(Section::name).collect(Collectors.toList());
        names.add(takesHeads(batch) ? "appends" : "nothing");
        return statements.computeIfAbsent(names, _ -> compose(present, batch));
    }

    private String compose(List<Section<S, E, B>> present, Batch<S, E, B> batch) {
        boolean appends = takesHeads(batch);
        StringBuilder sql = new StringBuilder("WITH nothing AS (SELECT 1 WHERE false)");
        StringBuilder written = new StringBuilder("(SELECT count(*) FROM nothing)");
        for (Section<S, E, B> section : present) {
            sql.append(",\n")
                    .append(section.name())
                    .append(" AS (")
                    .append(section.sql())
                    .append(')');
            written.append(" + (SELECT count(*) FROM ").append(section.name()).append(')');
        }
        if (appends) {
            sql.append(",\n").append(APPEND.replace("ALL_WRITTEN", written));
            sql.append("\nSELECT shard, position - n AS base FROM head");
        } else {
            sql.append("\nSELECT -1 AS shard, ").append(written).append(" AS base");
        }
        if (expects(batch)) {
            sql.append("\nUNION ALL ").append(EXPECT.replace("COUNTED", counted(batch)));
        }
        return sql.toString();
    }

    private static String counted(Batch<?, ?, ?> batch) {
        List<String> counts = new ArrayList<>();
        if (!batch.checkpoints().isEmpty()) {
            counts.add("(SELECT count(*) FROM marks)");
        }
        if (!batch.settled().isEmpty()) {
            counts.add("(SELECT count(*) FROM unparked)");
        }
        if (takesHeads(batch)) {
            counts.add("(SELECT count(*) FROM head)");
        }
        return String.join(" + ", counts);
    }
}
