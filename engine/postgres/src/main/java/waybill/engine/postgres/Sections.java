package waybill.engine.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.parked.NewsPlace;

/** What a batch writes before it takes the heads: each section is there only if the batch has something for it. */
final class Sections {
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
            INSERT INTO parked_news (source, shard, position, subject, type, error, at, tries)
            SELECT v.source, v.shard, v.position, v.subject, v.type, v.error, ?, COALESCE(t.tries, 0)
            FROM unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                 WITH ORDINALITY AS v(source, shard, position, subject, type, error, nth)
            LEFT JOIN news_try t ON t.source = v.source AND t.shard = v.shard AND t.position = v.position
            ORDER BY v.nth
            RETURNING 1
            """;

    /** Ends being parked; {@code waybill_expect} counts them, so that nothing is settled twice. */
    private static final String UNPARKED = """
            DELETE FROM parked_news p
            USING unnest(?::text[], ?::int[], ?::bigint[]) AS v(source, shard, position)
            WHERE p.source = v.source AND p.shard = v.shard AND p.position = v.position
            RETURNING 1
            """;

    private static final Comparator<KeyEntry> BY_KEY = Comparator.comparing(
                    (KeyEntry entry) -> entry.id().scope())
            .thenComparing(entry -> entry.id().key());

    private static final Comparator<Deadline> BY_DUE = Comparator.comparing(Deadline::dueAt)
            .thenComparing(deadline -> deadline.stream().name())
            .thenComparing(Deadline::name);

    private Sections() {}

    /**
     * One data-modifying statement of a batch.
     *
     * @param present whether the batch has anything for it
     */
    record Section<S, E, B>(String name, String sql, Predicate<Batch<S, E, B>> present, Filling<S, E, B> filling) {}

    /** Fills a section's parameters. */
    @FunctionalInterface
    interface Filling<S, E, B> {
        void fill(Batch<S, E, B> batch, Set<String> locked, Binder binder) throws SQLException;
    }

    static <S, E, B> List<Section<S, E, B>> of(List<Part<S, E, B>> parts, @Nullable SharedTable<B> table) {
        List<Section<S, E, B>> sections = new ArrayList<>();
        sections.add(new Section<>("keys", KEYS, batch -> !batch.keys().isEmpty(), (b, _, to) -> keys(b, to)));
        sections.add(
                new Section<>("marks", MARKS, batch -> !batch.checkpoints().isEmpty(), (b, _, to) -> marks(b, to)));
        sections.add(new Section<>(
                "deadlines_set",
                DEADLINES_SET,
                batch -> !batch.deadlinesSet().isEmpty(),
                (b, _, to) -> set(sorted(b.deadlinesSet(), BY_DUE), to)));
        sections.add(new Section<>(
                "deadlines_met",
                DEADLINES_MET,
                batch -> !batch.deadlinesMet().isEmpty(),
                (b, _, to) -> met(sorted(b.deadlinesMet(), BY_DUE), to)));
        sections.add(
                new Section<>("ignored", IGNORED, batch -> !batch.ignored().isEmpty(), (b, _, to) -> ignored(b, to)));
        sections.add(new Section<>("parked", PARKED, batch -> !batch.parked().isEmpty(), (b, _, to) -> parked(b, to)));
        sections.add(new Section<>(
                "unparked", UNPARKED, batch -> !batch.settled().isEmpty(), (b, _, to) -> unparked(b, to)));
        if (table != null) {
            sections.add(new Section<>(
                    "new_rows",
                    table.insertSql(),
                    batch -> !batch.shared().isEmpty(),
                    (b, locked, to) -> table.bind(rows(b, locked, false), to)));
            sections.add(new Section<>(
                    "old_rows",
                    table.updateSql(),
                    batch -> !batch.shared().isEmpty(),
                    (b, locked, to) -> table.bind(rows(b, locked, true), to)));
        }
        for (int i = 0; i < parts.size(); i++) {
            Part<S, E, B> part = parts.get(i);
            sections.add(new Section<>("part" + i, part.sql(), part::concerns, (b, _, to) -> part.bind(b, to)));
        }
        return sections;
    }

    /** In one order for all: two replicas that make the same rows wait for each other, but never in a circle. */
    private static <B> List<B> rows(Batch<?, ?, B> batch, Set<String> locked, boolean existed) {
        List<B> rows = new ArrayList<>();
        new TreeMap<>(batch.shared()).forEach((key, row) -> {
            if (locked.contains(key) == existed) {
                rows.add(row);
            }
        });
        return rows;
    }

    private static <T> List<T> sorted(List<T> rows, Comparator<T> order) {
        return rows.stream().sorted(order).toList();
    }

    private static void keys(Batch<?, ?, ?> batch, Binder binder) throws SQLException {
        List<KeyEntry> keys = sorted(batch.keys(), BY_KEY);
        binder.instant(batch.at())
                .texts(keys, key -> key.id().scope())
                .texts(keys, key -> key.id().key())
                .texts(keys, KeyEntry::fingerprint)
                .texts(keys, KeyEntry::stream)
                .texts(
                        keys,
                        key -> key.answer() == null
                                ? null
                                : Integer.toString(key.answer().status()))
                .texts(keys, key -> key.answer() == null ? null : key.answer().contentType())
                .texts(keys, key -> key.answer() == null ? null : key.answer().body());
    }

    private static void marks(Batch<?, ?, ?> batch, Binder binder) throws SQLException {
        List<CheckpointMove> moves = batch.checkpoints();
        binder.texts(moves, CheckpointMove::source)
                .ints(moves, CheckpointMove::shard)
                .longs(moves, CheckpointMove::from)
                .longs(moves, CheckpointMove::to);
    }

    private static void set(List<Deadline> set, Binder binder) throws SQLException {
        met(set, binder);
        binder.texts(set, deadline -> deadline.stream().key());
    }

    private static void met(List<Deadline> deadlines, Binder binder) throws SQLException {
        binder.instants(deadlines, Deadline::dueAt)
                .texts(deadlines, deadline -> deadline.stream().name())
                .texts(deadlines, Deadline::name);
    }

    private static void ignored(Batch<?, ?, ?> batch, Binder binder) throws SQLException {
        List<NewsRecord> ignored = batch.ignored();
        binder.instant(batch.at())
                .texts(ignored, NewsRecord::source)
                .ints(ignored, NewsRecord::shard)
                .longs(ignored, NewsRecord::position)
                .texts(ignored, NewsRecord::subject)
                .texts(ignored, NewsRecord::reason);
    }

    private static void unparked(Batch<?, ?, ?> batch, Binder binder) throws SQLException {
        binder.texts(batch.settled(), NewsPlace::source)
                .ints(batch.settled(), NewsPlace::shard)
                .longs(batch.settled(), NewsPlace::position);
    }

    private static void parked(Batch<?, ?, ?> batch, Binder binder) throws SQLException {
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
