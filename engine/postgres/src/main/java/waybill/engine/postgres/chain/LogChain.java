package waybill.engine.postgres.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The chain of a log: every event is looked at, the digest of every batch and the chain of all batches are made again,
 * and both must be those that were left behind, up to the head. Needs the same little memory for every length.
 */
public final class LogChain {
    /** Jumps from shard to shard along the primary key instead of reading every row. */
    private static final String SHARDS_OF = """
            WITH RECURSIVE found AS (
                SELECT min(shard) AS shard FROM public.TABLE
                UNION ALL
                SELECT (SELECT min(t.shard) FROM public.TABLE t WHERE t.shard > found.shard) FROM found
                WHERE found.shard IS NOT NULL)
            SELECT shard FROM found WHERE shard IS NOT NULL
            """;

    private LogChain() {}

    /**
     * Looks at the whole log of this database, in the transaction that is open there; its snapshot must not change
     * meanwhile. Needs no right but to read.
     *
     * @param anchors where shards ended once, by shard: what was up to there must be there still
     */
    public static List<ShardVerdict> verify(Connection connection, Map<Integer, Anchor> anchors) throws SQLException {
        SortedSet<Integer> shards = new TreeSet<>(anchors.keySet());
        // A shard that somebody removed from one of the tables is still in the others.
        for (String table : List.of("log_head", "log_batch", "events")) {
            shards.addAll(shardsOf(connection, table));
        }
        List<ShardVerdict> verdicts = new ArrayList<>();
        for (int shard : shards) {
            verdicts.add(new ShardWalk(connection, shard, anchors.get(shard)).verdict());
        }
        return verdicts;
    }

    private static List<Integer> shardsOf(Connection connection, String table) throws SQLException {
        List<Integer> shards = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SHARDS_OF.replace("TABLE", table));
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                shards.add(row.getInt(1));
            }
        }
        return shards;
    }
}
