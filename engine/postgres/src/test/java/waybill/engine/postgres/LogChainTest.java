package waybill.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.engine.core.log.StreamId;
import waybill.engine.postgres.chain.Anchor;
import waybill.engine.postgres.chain.LogChain;
import waybill.engine.postgres.chain.ShardVerdict;
import waybill.engine.postgres.chain.ShardVerdict.Break;
import waybill.testkit.engine.Eventually;
import waybill.testkit.engine.PurseRunner;
import waybill.testkit.engine.purse.PurseCommand.Put;

/** Somebody who may do anything in the database changes the past; each of it is found, at its place. */
class LogChainTest {
    private static final StreamId PURSE = new StreamId("purse-p1", "p1");
    private static final int SHARD = PURSE.shard(6);
    private static final int COMMITS = 20;

    private static final String NOT_WRITTEN =
            "the events up to position %d are not what was written, or the link of a commit among them is gone";

    private static final PostgresUnderTest POSTGRES = PostgresUnderTest.empty();

    /** One shard with twenty commits of one event each, and nobody who writes any more. */
    @BeforeEach
    void write_a_log() {
        PostgresUnderTest.empty();
        try (PurseRunner runner = new PurseRunner(POSTGRES.store(), PurseRunner.ONE_LANE)) {
            for (int i = 0; i < COMMITS; i++) {
                Eventually.get(runner.ask(PURSE, new Put(1)));
            }
        }
    }

    private static int change(String sql) {
        return POSTGRES.database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql.replace("SHARD", Integer.toString(SHARD)));
            }
        });
    }

    private static List<ShardVerdict> verdicts(Map<Integer, Anchor> anchors) {
        return POSTGRES.database().read(connection -> LogChain.verify(connection, anchors));
    }

    private static ShardVerdict verdict() {
        return verdicts(Map.of()).get(SHARD);
    }

    /** What is wrong, by shard. */
    private static Map<Integer, Break> broken(Map<Integer, Anchor> anchors) {
        return verdicts(anchors).stream()
                .filter(verdict -> verdict.broken() != null)
                .collect(Collectors.toMap(ShardVerdict::shard, verdict -> Objects.requireNonNull(verdict.broken())));
    }

    private static void assertBreaks(long position, String what) {
        assertThat(broken(Map.of())).isEqualTo(Map.of(SHARD, new Break(position, what)));
    }

    /** The log as it is now, seen from outside. */
    private static Map<Integer, Anchor> anchors() {
        return verdicts(Map.of()).stream()
                .collect(Collectors.toMap(
                        ShardVerdict::shard,
                        verdict -> new Anchor("purse", verdict.shard(), verdict.events(), verdict.chain())));
    }

    @Test
    void a_log_that_nobody_touched_is_what_was_written() {
        assertThat(verdicts(Map.of()))
                .hasSize(6)
                .allSatisfy(one -> assertThat(one.broken()).isNull());
        assertThat(verdict().events()).isEqualTo(COMMITS);
        assertThat(verdict().batches()).isEqualTo(COMMITS);
        assertThat(broken(anchors())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "data        | set_byte(data, 3, 65)",
                "meta        | set_byte(meta, 12, 65)",
                "type        | concat(type, 'x')",
                "stream      | 'purse-p2'",
                "version     | 99",
                "key         | 'p2'",
                "recorded_at | recorded_at + interval '1 microsecond'"
            })
    void a_change_of_anything_an_event_says_is_found(String column, String changed) {
        assertThat(change("UPDATE events SET %s = %s WHERE shard = SHARD AND position = 7".formatted(column, changed)))
                .isEqualTo(1);
        assertBreaks(7, NOT_WRITTEN.formatted(7));
    }

    @Test
    void a_deleted_middle_is_found() {
        change("DELETE FROM events WHERE shard = SHARD AND position = 7");
        assertBreaks(7, "an event is missing");
    }

    @Test
    void a_deleted_middle_is_found_when_all_after_it_moved_up() {
        change("DELETE FROM events WHERE shard = SHARD AND position = 7");
        change("UPDATE events SET position = position + 1000 WHERE shard = SHARD AND position > 7");
        change("UPDATE events SET position = position - 1001 WHERE shard = SHARD AND position > 1000");
        assertBreaks(7, NOT_WRITTEN.formatted(7));
    }

    @Test
    void a_deleted_middle_is_found_when_its_link_is_gone_too() {
        change("DELETE FROM events WHERE shard = SHARD AND position = 7");
        change("DELETE FROM log_batch WHERE shard = SHARD AND position = 7");
        assertBreaks(7, "an event is missing");
    }

    @Test
    void deleted_last_events_are_found() {
        change("DELETE FROM events WHERE shard = SHARD AND position > 18");
        assertBreaks(19, "an event is missing");
    }

    @Test
    void a_deleted_tail_is_found_by_the_head() {
        change("DELETE FROM events WHERE shard = SHARD AND position > 18");
        change("DELETE FROM log_batch WHERE shard = SHARD AND position > 18");
        assertBreaks(19, "the log ends at position 18, and its head says 20");
    }

    @Test
    void a_tail_deleted_with_the_head_put_back_is_found_by_an_anchor_outside_and_by_nothing_else() {
        Map<Integer, Anchor> outside = anchors();
        change("DELETE FROM events WHERE shard = SHARD AND position > 18");
        change("DELETE FROM log_batch WHERE shard = SHARD AND position > 18");
        putTheHeadBack();
        assertThat(broken(Map.of())).isEmpty();
        assertThat(broken(outside))
                .isEqualTo(Map.of(
                        SHARD, new Break(19, "the log ends at position 18, and the anchor has seen position 20")));
    }

    @Test
    void a_tail_written_anew_as_long_as_it_was_is_found_by_an_anchor_outside() {
        Map<Integer, Anchor> outside = anchors();
        change("DELETE FROM events WHERE shard = SHARD AND position > 18");
        change("DELETE FROM log_batch WHERE shard = SHARD AND position > 18");
        putTheHeadBack();
        try (PurseRunner runner = new PurseRunner(POSTGRES.store(), PurseRunner.ONE_LANE)) {
            for (int i = 0; i < 5; i++) {
                Eventually.get(runner.ask(PURSE, new Put(2)));
            }
        }
        assertThat(broken(Map.of())).isEmpty();
        assertThat(broken(outside))
                .isEqualTo(Map.of(
                        SHARD, new Break(20, "the log up to position 20 is another one than that of the anchor")));
    }

    private static void putTheHeadBack() {
        change("UPDATE log_head SET position = 18, chain ="
                + " (SELECT chain FROM log_batch WHERE shard = SHARD AND position = 18) WHERE shard = SHARD");
    }

    @Test
    void a_whole_shard_that_is_gone_is_found_by_an_anchor_outside() {
        Map<Integer, Anchor> outside = anchors();
        for (String table : List.of("events", "log_batch", "log_head")) {
            change("DELETE FROM " + table + " WHERE shard = SHARD");
        }
        assertThat(broken(outside))
                .isEqualTo(
                        Map.of(SHARD, new Break(1, "the log ends at position 0, and the anchor has seen position 20")));
    }

    @Test
    void a_swapped_pair_is_found() {
        change("UPDATE events SET position = 1000 WHERE shard = SHARD AND position = 7");
        change("UPDATE events SET position = 7 WHERE shard = SHARD AND position = 8");
        change("UPDATE events SET position = 8 WHERE shard = SHARD AND position = 1000");
        assertBreaks(7, NOT_WRITTEN.formatted(7));
    }

    @Test
    void an_event_put_in_is_found() {
        change("UPDATE events SET position = position + 1000 WHERE shard = SHARD AND position > 7");
        change("UPDATE events SET position = position - 999 WHERE shard = SHARD AND position > 1000");
        change("INSERT INTO events SELECT shard, 8, stream, 77, key, type, data, meta, recorded_at"
                + " FROM events WHERE shard = SHARD AND position = 7");
        assertBreaks(8, NOT_WRITTEN.formatted(8));
    }

    @Test
    void an_event_put_at_the_end_is_found() {
        change("INSERT INTO events SELECT shard, 21, stream, 77, key, type, data, meta, recorded_at"
                + " FROM events WHERE shard = SHARD AND position = 7");
        assertBreaks(21, "events follow that no commit has left a link for");
    }

    @Test
    void an_event_of_a_shard_that_does_not_exist_is_found() {
        change("INSERT INTO events SELECT 77, 1, stream, 77, key, type, data, meta, recorded_at"
                + " FROM events WHERE shard = SHARD AND position = 7");
        assertThat(broken(Map.of()))
                .isEqualTo(Map.of(77, new Break(1, "events follow that no commit has left a link for")));
    }

    @Test
    void a_whole_shard_given_out_for_another_is_found() {
        int other = (SHARD + 1) % 6;
        change("DELETE FROM log_head WHERE shard = " + other);
        for (String table : List.of("events", "log_batch", "log_head")) {
            change("UPDATE " + table + " SET shard = " + other + " WHERE shard = SHARD");
        }
        assertThat(broken(Map.of())).isEqualTo(Map.of(other, new Break(1, NOT_WRITTEN.formatted(1))));
    }

    @Test
    void a_removed_link_is_found() {
        change("DELETE FROM log_batch WHERE shard = SHARD AND position = 7");
        assertBreaks(7, NOT_WRITTEN.formatted(8));
    }

    @Test
    void a_changed_event_with_a_digest_to_match_is_found() {
        forge(7, false);
        assertBreaks(7, "the link of the commit at position 7 does not follow from those before it");
    }

    @Test
    void a_changed_event_with_a_link_to_match_is_found() {
        forge(7, true);
        assertBreaks(8, "the link of the commit at position 8 does not follow from those before it");
    }

    /** Changes an event and makes the digest of its batch anew, and the chain up to there if it is wanted. */
    private static void forge(long position, boolean linked) {
        change("UPDATE events SET data = set_byte(data, 3, 65) WHERE shard = SHARD AND position = " + position);
        String digest = "decode('" + HexFormat.of().formatHex(digestOf(position)) + "', 'hex')";
        String chain = linked
                ? ", chain = sha256((SELECT chain FROM log_batch b WHERE b.shard = SHARD AND b.position = %d) || %s)"
                        .formatted(position - 1, digest)
                : "";
        change("UPDATE log_batch SET digest = " + digest + chain + " WHERE shard = SHARD AND position = " + position);
    }

    private static byte[] digestOf(long position) {
        BatchDigest digest = BatchDigest.of(BatchDigest.WHOLE_ROWS, SHARD);
        POSTGRES.rows(
                "SELECT stream, version, key, type, data, meta,"
                        + " (extract(epoch FROM recorded_at) * 1000000)::bigint FROM events"
                        + " WHERE shard = " + SHARD + " AND position = " + position,
                row -> {
                    digest.add(
                            new BatchDigest.Which(row.getString(1), row.getLong(2), row.getString(3)),
                            row.getString(4),
                            row.getBytes(5),
                            row.getBytes(6),
                            row.getLong(7));
                    return true;
                });
        return digest.value();
    }

    @Test
    void a_forged_head_is_found() {
        change("UPDATE log_head SET chain = sha256(chain) WHERE shard = SHARD");
        assertBreaks(20, "the head has another chain than the events");
    }

    @Test
    void a_missing_head_is_found() {
        change("DELETE FROM log_head WHERE shard = SHARD");
        assertBreaks(21, "the head is missing");
    }

    @Test
    void a_link_that_pretends_to_cover_less_is_found() {
        change("UPDATE log_batch SET format = 1 WHERE shard = SHARD AND position = 7");
        assertBreaks(7, NOT_WRITTEN.formatted(7));
        change("UPDATE log_batch SET format = 3 WHERE shard = SHARD AND position = 7");
        assertBreaks(7, "there is no digest of number 3");
    }

    @Test
    void what_was_written_before_digests_covered_whole_rows_is_still_what_was_written() {
        change("TRUNCATE events, log_batch");
        change("UPDATE log_head SET position = 0, chain = decode(repeat('00', 32), 'hex')");
        change("""
                INSERT INTO events VALUES (SHARD, 1, 'purse-p1', 1, 'p1', 't', 'd', 'm', now());
                INSERT INTO log_batch (shard, position, digest, chain)
                SELECT SHARD, 1, digest, sha256(decode(repeat('00', 32), 'hex') || digest) FROM (SELECT sha256(
                    '\\x00000008'::bytea || 'purse-p1'::bytea || '\\x000000080000000000000001'::bytea
                    || '\\x00000001'::bytea || 't'::bytea || '\\x00000001'::bytea || 'd'::bytea
                    || '\\x00000001'::bytea || 'm'::bytea) AS digest) AS d;
                UPDATE log_head SET position = 1, chain = (SELECT chain FROM log_batch) WHERE shard = SHARD;
                """);
        assertThat(broken(Map.of())).isEmpty();
        change("UPDATE events SET data = 'e' WHERE shard = SHARD");
        assertBreaks(1, NOT_WRITTEN.formatted(1));
    }
}
