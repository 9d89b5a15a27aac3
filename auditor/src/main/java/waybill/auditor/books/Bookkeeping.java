package waybill.auditor.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a service keeps beside its events: how far it has heard others, what it has put off, what it answered. */
public final class Bookkeeping {
    private static final String CHECKPOINTS =
            "SELECT shard, position FROM public.checkpoint WHERE source = ? ORDER BY shard";

    private static final String PARKED = """
            SELECT subject, source, shard, position, type, error FROM public.parked_news
            WHERE subject = ANY (?) ORDER BY number
            """;

    private static final String ALL_PARKED =
            "SELECT subject, source, shard, position, type, error FROM public.parked_news ORDER BY number LIMIT 100";

    private static final String IGNORED = """
            SELECT 1 FROM public.ignored_news WHERE source = ? AND shard = ? AND position = ?
            UNION ALL SELECT 1 FROM public.parked_news WHERE source = ? AND shard = ? AND position = ?
            """;

    /** Read off the primary key; the rest of the table may be large. */
    private static final String DEADLINES = """
            SELECT v.stream, v.name FROM unnest(?::int8[], ?::text[], ?::text[]) AS v(due, stream, name)
            JOIN public.deadline d
              ON d.due_at = timestamptz 'epoch' + v.due * interval '1 microsecond'
             AND d.stream = v.stream AND d.name = v.name
            """;

    /** Reads the whole table: only for those that were not found by their time. */
    private static final String DEADLINES_OF = "SELECT stream, name FROM public.deadline WHERE stream = ANY (?)";

    private static final String OVERDUE =
            "SELECT due_at, stream, name, key FROM public.deadline WHERE due_at < ? ORDER BY due_at LIMIT 100";

    private static final String KEYS = """
            SELECT scope, key, stream, coalesce(status, 0) FROM public.idempotency
            WHERE (scope, key) > (?, ?) ORDER BY scope, key LIMIT ?
            """;

    private final Moment moment;

    /** At this moment. */
    public Bookkeeping(Moment moment) {
        this.moment = moment;
    }

    /** How far the service has heard another, shard by shard; empty if it never did. */
    public long[] heard(String source) {
        List<long[]> rows =
                Rows.of(moment.source(), CHECKPOINTS, row -> new long[] {row.getInt(1), row.getLong(2)}, source);
        long[] heard = new long[rows.size()];
        for (long[] row : rows) {
            if (row[0] < heard.length) {
                heard[(int) row[0]] = row[1];
            }
        }
        return heard;
    }

    /** News that could not be applied. */
    public record Parked(String subject, String source, int shard, long position, String type, String error) {
        /** The name under which it is settled. */
        public String id(String service) {
            return service + "-" + source + "-" + shard + "-" + position;
        }
    }

    /** What is parked about these, earliest first. */
    public List<Parked> parked(Collection<String> subjects) {
        return Rows.of(moment.source(), PARKED, Bookkeeping::parked, subjects);
    }

    /** What is parked at all, at most a hundred. */
    public List<Parked> parked() {
        return Rows.of(moment.source(), ALL_PARKED, Bookkeeping::parked);
    }

    private static Parked parked(ResultSet row) throws SQLException {
        return new Parked(
                row.getString(1), row.getString(2), row.getInt(3), row.getLong(4), row.getString(5), row.getString(6));
    }

    /** Whether the service has put on record that it does nothing about this event of another. */
    public boolean isOnRecord(String source, int shard, long position) {
        return !Rows.of(
                        moment.source(),
                        IGNORED,
                        row -> row.getInt(1),
                        source,
                        shard,
                        position,
                        source,
                        shard,
                        position)
                .isEmpty();
    }

    /** A deadline that there should be. */
    public record Due(String stream, String name, Instant at) {}

    /** Those of these deadlines that are not there, at whatever time. */
    public Set<Due> missing(Collection<Due> expected) {
        if (expected.isEmpty()) {
            return Set.of();
        }
        Set<String> found = new HashSet<>(Rows.of(
                moment.source(),
                DEADLINES,
                row -> row.getString(1) + " " + row.getString(2),
                expected.stream().mapToLong(due -> Rows.micros(due.at())).toArray(),
                expected.stream().map(Due::stream).toList(),
                expected.stream().map(Due::name).toList()));
        Set<Due> missing = new HashSet<>(expected);
        missing.removeIf(due -> found.contains(due.stream() + " " + due.name()));
        if (!missing.isEmpty()) {
            Set<String> elsewhere = new HashSet<>(Rows.of(
                    moment.source(),
                    DEADLINES_OF,
                    row -> row.getString(1) + " " + row.getString(2),
                    missing.stream().map(Due::stream).distinct().toList()));
            missing.removeIf(due -> elsewhere.contains(due.stream() + " " + due.name()));
        }
        return missing;
    }

    /** A deadline whose time has come. */
    public record Overdue(Instant at, String stream, String name, String key) {}

    /** Deadlines that should have been met before this. */
    public List<Overdue> overdue(Instant before) {
        return Rows.of(
                moment.source(),
                OVERDUE,
                row -> new Overdue(Rows.instant(row, 1), row.getString(2), row.getString(3), row.getString(4)),
                before);
    }

    /**
     * An idempotency key and what it led to.
     *
     * @param stream empty if it led to nothing
     * @param status of the answer that is kept; 0 if the answer is told from the history
     */
    public record KeyRow(String scope, String key, String stream, int status) {
        /** Whether it stands for something that was done. */
        public boolean leadsSomewhere() {
            return !stream.isEmpty() && status < 400;
        }
    }

    /** Keys in their order, after this one. */
    public List<KeyRow> keys(KeyRow after, int limit) {
        return Rows.of(
                moment.source(),
                KEYS,
                row -> new KeyRow(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)),
                after.scope(),
                after.key(),
                limit);
    }

    /** What is parked about these, by subject. */
    public Map<String, Parked> firstParked(Collection<String> subjects) {
        Map<String, Parked> first = new HashMap<>();
        parked(subjects).forEach(one -> first.putIfAbsent(one.subject(), one));
        return first;
    }
}
