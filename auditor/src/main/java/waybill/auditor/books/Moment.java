package waybill.auditor.books;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One database at one moment. */
public final class Moment {
    private static final String HEADS = "SELECT shard, position FROM public.log_head ORDER BY shard";

    private static final String AFTER = """
            SELECT shard, position, stream, version, key, type, DATA, meta, recorded_at FROM public.events
            WHERE shard = ? AND position > ? ORDER BY position LIMIT ?
            """;

    private static final String STREAMS = """
            SELECT shard, position, stream, version, key, type, data, meta, recorded_at FROM public.events
            WHERE stream = ANY (?) ORDER BY stream, version
            """;

    private static final String EXISTING = "SELECT DISTINCT stream FROM public.events WHERE stream = ANY (?)";

    private static final String NEWEST = """
            SELECT max(e.recorded_at) FROM public.log_head h
            JOIN public.events e ON e.shard = h.shard AND e.position = h.position
            """;

    private static final String NEXT_OF_TYPES = """
            SELECT shard, position, stream, version, key, type, data, meta, recorded_at FROM public.events
            WHERE shard = ? AND position > ? AND position <= ? AND type = ANY (?) ORDER BY position LIMIT 1
            """;

    /** Sorts on disk if it must; only for whole audits. */
    private static final String EVENTS_TWICE = """
            SELECT min(stream), id, count(*) FROM (
                SELECT stream, convert_from(meta, 'UTF8')::jsonb ->> 'id' AS id FROM public.events) AS e
            GROUP BY id HAVING count(*) > 1 LIMIT 20
            """;

    private final Rows.Source source;
    private final long[] heads;

    /** The first statement of a repeatable read is its moment. */
    Moment(Rows.Source source) {
        this.source = source;
        List<long[]> rows = Rows.of(source, HEADS, row -> new long[] {row.getInt(1), row.getLong(2)});
        this.heads =
                new long[rows.stream().mapToInt(row -> (int) row[0] + 1).max().orElse(0)];
        rows.forEach(row -> heads[(int) row[0]] = row[1]);
    }

    /** Whose database it is. */
    public String service() {
        return source.service();
    }

    Rows.Source source() {
        return source;
    }

    /** Where each shard of the log says that it ends. */
    public long[] heads() {
        return heads.clone();
    }

    /** The events of a shard after a position, in order, at most so many; their data only if it is wanted. */
    public List<StoredEvent> after(int shard, long position, int limit, boolean withData) {
        String sql = AFTER.replace("DATA", withData ? "data" : "''::bytea");
        return Rows.of(source, sql, Moment::event, shard, position, limit);
    }

    /** Whole histories, in the order of their versions; streams that do not exist are left out. */
    public Map<String, List<StoredEvent>> streams(Collection<String> streams) {
        Map<String, List<StoredEvent>> found = new HashMap<>();
        if (streams.isEmpty()) {
            return found;
        }
        for (StoredEvent event : Rows.of(source, STREAMS, Moment::event, streams)) {
            found.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event);
        }
        return found;
    }

    /** Those of these streams that exist. */
    public List<String> existing(Collection<String> streams) {
        return Rows.of(source, EXISTING, row -> row.getString(1), streams);
    }

    /** When the last thing was written; none if nothing ever was. */
    public Optional<Instant> newest() {
        return Rows.of(source, NEWEST, row -> Optional.ofNullable(Rows.maybeInstant(row, 1)))
                .getFirst();
    }

    /** The first event with one of these names between two positions of a shard, if there is one. */
    public Optional<StoredEvent> next(int shard, long after, long upTo, Collection<String> types) {
        return Rows.of(source, NEXT_OF_TYPES, Moment::event, shard, after, upTo, types).stream()
                .findFirst();
    }

    /** An event that is there more than once. */
    public record Twice(String stream, String id, long times) {}

    /** Events that share their id with another. */
    public List<Twice> eventsTwice() {
        return Rows.of(
                source,
                EVENTS_TWICE,
                row -> new Twice(row.getString(1), String.valueOf(row.getString(2)), row.getLong(3)));
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getInt(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                text(row, 7),
                text(row, 8),
                Rows.instant(row, 9));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }
}
