package waybill.engine.postgres.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import waybill.engine.postgres.chain.LogChain;
import waybill.engine.postgres.chain.ShardVerdict;

/** Only a log that is what was written is exported, or imported. */
final class WholeLog {
    private WholeLog() {}

    /** Looks at the whole log of this database, in the transaction that is open there. */
    static void require(String name, Connection connection) throws SQLException {
        for (ShardVerdict verdict : LogChain.verify(connection, Map.of())) {
            ShardVerdict.Break broken = verdict.broken();
            if (broken != null) {
                throw new UnusableArchive(
                        "The log of %s is not what was once written: the chain of shard %d breaks at position %d."
                                .formatted(name, verdict.shard(), broken.position()));
            }
        }
    }
}
