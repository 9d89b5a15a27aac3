package waybill.engine.postgres.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import waybill.engine.postgres.BatchDigest;

/**
 * Whether a log is what was written: every event is looked at, the digest of every batch and the chain of all batches
 * are made again, and both must be those that were left behind, up to the head.
 */
final class LogChain {
    private static final int ROWS_AT_ONCE = 2_000;
    private static final String LINKS =
            "SELECT shard, position, digest, chain FROM public.log_batch ORDER BY shard, position";
    private static final String EVENTS = """
            SELECT shard, position, stream, version, type, data, meta FROM public.events ORDER BY shard, position
            """;
    private static final String HEADS = "SELECT shard, position, chain FROM public.log_head";

    private record Head(long position, String chain) {}

    private final String name;
    private final Map<Integer, Head> ends = new HashMap<>();

    private LogChain(String name) {
        this.name = name;
    }

    /** Reads the whole log of this database, in the transaction that is open there. */
    static void verify(String name, Connection connection) throws SQLException {
        LogChain chain = new LogChain(name);
        chain.walk(connection);
        chain.compareWithHeads(connection);
    }

    private void walk(Connection connection) throws SQLException {
        try (PreparedStatement links = connection.prepareStatement(LINKS);
                PreparedStatement events = connection.prepareStatement(EVENTS)) {
            links.setFetchSize(ROWS_AT_ONCE);
            events.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet link = links.executeQuery();
                    ResultSet event = events.executeQuery()) {
                boolean more = event.next();
                byte[] chain = new byte[32];
                int shard = -1;
                long last = 0;
                while (link.next()) {
                    if (link.getInt(1) != shard) {
                        shard = link.getInt(1);
                        chain = new byte[32];
                        last = 0;
                    }
                    BatchDigest digest = new BatchDigest();
                    long upTo = link.getLong(2);
                    for (; more && isOf(event, shard, upTo); more = event.next()) {
                        require(event.getLong(2) == ++last, shard, last);
                        digest.add(
                                event.getString(3),
                                event.getLong(4),
                                event.getString(5),
                                event.getBytes(6),
                                event.getBytes(7));
                    }
                    require(last == upTo, shard, upTo);
                    byte[] value = digest.value();
                    chain = BatchDigest.link(chain, value);
                    require(Arrays.equals(value, link.getBytes(3)), shard, upTo);
                    require(Arrays.equals(chain, link.getBytes(4)), shard, upTo);
                    ends.put(shard, new Head(upTo, hex(chain)));
                }
                require(!more, shard, last + 1);
            }
        }
    }

    private static boolean isOf(ResultSet event, int shard, long upTo) throws SQLException {
        return event.getInt(1) == shard && event.getLong(2) <= upTo;
    }

    private void compareWithHeads(Connection connection) throws SQLException {
        try (PreparedStatement heads = connection.prepareStatement(HEADS);
                ResultSet head = heads.executeQuery()) {
            while (head.next()) {
                int shard = head.getInt(1);
                Head said = new Head(head.getLong(2), hex(head.getBytes(3)));
                require(said.equals(ends.getOrDefault(shard, new Head(0, hex(new byte[32])))), shard, said.position());
            }
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private void require(boolean asWritten, int shard, long position) {
        if (!asWritten) {
            throw new UnusableArchive(
                    "The log of %s is not what was once written: the chain of shard %d breaks at position %d."
                            .formatted(name, shard, position));
        }
    }
}
