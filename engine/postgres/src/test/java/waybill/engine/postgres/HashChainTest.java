package waybill.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.StreamId;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.engine.PurseRunner;
import waybill.testkit.engine.purse.PurseCommand.Put;

/** Whoever changes a committed event breaks the chain: it is recomputed here from the rows alone. */
final class HashChainTest {
    private static final HexFormat HEX = HexFormat.of();

    private record Link(long position, String digest, String chain) {}

    private final PostgresUnderTest postgres = PostgresUnderTest.empty();

    @Test
    void every_batch_is_a_link_of_the_chain_that_ends_in_the_head() {
        writeALot();

        for (int shard = 0; shard < 6; shard++) {
            assertThat(recomputed(shard)).isEqualTo(head(shard));
        }
    }

    @Test
    void a_changed_byte_breaks_the_chain() {
        writeALot();
        int shard = new StreamId("purse-p1", "p1").shard(6);
        postgres.database().write(connection -> {
            try (var change = connection.prepareStatement(
                    "UPDATE events SET data = set_byte(data, 2, 65) WHERE shard = ? AND position = 1")) {
                change.setInt(1, shard);
                return change.executeUpdate();
            }
        });

        assertThat(recomputed(shard)).isNotEqualTo(head(shard));
    }

    private void writeALot() {
        try (PurseRunner runner = new PurseRunner(postgres.store(), PurseRunner.ONE_LANE);
                PurseRunner replica = new PurseRunner(postgres.replica(), PurseRunner.ONE_LANE)) {
            Crowd.of(6, number -> {
                for (int i = 0; i < 15; i++) {
                    PurseRunner mine = number % 2 == 0 ? runner : replica;
                    Eventually.get(mine.ask(new StreamId("purse-p" + i, "p" + i), new Put(number)));
                }
            });
        }
    }

    private String head(int shard) {
        return postgres.rows("SELECT chain FROM log_head WHERE shard = " + shard, row -> HEX.formatHex(row.getBytes(1)))
                .getFirst();
    }

    /** The chain as the events say it must be; every link on the way has to agree. */
    private String recomputed(int shard) {
        byte[] chain = new byte[32];
        long after = 0;
        for (Link link : links(shard)) {
            byte[] digest = digest(shard, after, link.position());
            MessageDigest next = sha256();
            next.update(chain);
            chain = next.digest(digest);
            if (!HEX.formatHex(digest).equals(link.digest())
                    || !HEX.formatHex(chain).equals(link.chain())) {
                return "broken at " + link.position();
            }
            after = link.position();
        }
        return HEX.formatHex(chain);
    }

    private List<Link> links(int shard) {
        return postgres.rows(
                "SELECT position, digest, chain FROM log_batch WHERE shard = " + shard + " ORDER BY position",
                row -> new Link(row.getLong(1), HEX.formatHex(row.getBytes(2)), HEX.formatHex(row.getBytes(3))));
    }

    private byte[] digest(int shard, long after, long upTo) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(8).putInt(-2).putInt(shard).array());
        postgres.rows(
                        "SELECT stream, version, type, data, meta, key, recorded_at FROM events WHERE shard = " + shard
                                + " AND position > " + after + " AND position <= " + upTo + " ORDER BY position",
                        row -> List.of(
                                row.getString(1).getBytes(StandardCharsets.UTF_8),
                                ByteBuffer.allocate(8).putLong(row.getLong(2)).array(),
                                row.getString(3).getBytes(StandardCharsets.UTF_8),
                                row.getBytes(4),
                                row.getBytes(5),
                                row.getString(6).getBytes(StandardCharsets.UTF_8),
                                ByteBuffer.allocate(8)
                                        .putLong(ChronoUnit.MICROS.between(
                                                Instant.EPOCH,
                                                row.getObject(7, OffsetDateTime.class)
                                                        .toInstant()))
                                        .array()))
                .forEach(fields -> fields.forEach(field -> {
                    digest.update(ByteBuffer.allocate(4).putInt(field.length).array());
                    digest.update(field);
                }));
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
