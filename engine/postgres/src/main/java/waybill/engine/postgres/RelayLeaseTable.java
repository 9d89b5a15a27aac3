package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import waybill.engine.core.relay.RelayLease;
import waybill.engine.core.relay.RelayLeases;

/** The lease of a service's relay in the service's database. */
public final class RelayLeaseTable implements RelayLeases {
    private static final String TAKE = """
            INSERT INTO relay_lease AS l (holder, epoch, until) VALUES (?, 1, now() + ? * interval '1 microsecond')
            ON CONFLICT (one) DO UPDATE
            SET holder = EXCLUDED.holder, epoch = l.epoch + 1, until = EXCLUDED.until
            WHERE l.until <= now() OR l.holder = EXCLUDED.holder
            RETURNING epoch
            """;

    private static final String KEEP =
            "UPDATE relay_lease SET until = now() + ? * interval '1 microsecond' WHERE epoch = ? AND holder = ?";

    private static final String MOVE = """
            INSERT INTO relay_position AS p (shard, position)
            SELECT s.shard - 1, s.position FROM unnest(?::bigint[]) WITH ORDINALITY AS s(position, shard)
            ON CONFLICT (shard) DO UPDATE SET position = EXCLUDED.position WHERE p.position <> EXCLUDED.position
            """;

    private final Database database;
    private final int shards;

    /** The lease that is in this database. */
    public RelayLeaseTable(Database database, int shards) {
        this.database = database;
        this.shards = shards;
    }

    @Override
    public Optional<RelayLease> take(String holder, Duration span) {
        return database.write(connection -> {
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setString(1, holder);
                take.setLong(2, micros(span));
                try (ResultSet row = take.executeQuery()) {
                    return row.next()
                            ? Optional.of(new RelayLease(holder, row.getLong(1), published(connection)))
                            : Optional.empty();
                }
            }
        });
    }

    private List<Long> published(Connection connection) throws SQLException {
        List<Long> positions = new ArrayList<>(Collections.nCopies(shards, 0L));
        try (PreparedStatement query = connection.prepareStatement("SELECT shard, position FROM relay_position");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                positions.set(row.getInt(1), row.getLong(2));
            }
        }
        return positions;
    }

    @Override
    public boolean keep(RelayLease lease, List<Long> published, Duration span) {
        return database.transaction(connection -> {
            try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                keep.setLong(1, micros(span));
                keep.setLong(2, lease.epoch());
                keep.setString(3, lease.holder());
                if (keep.executeUpdate() == 0) {
                    return false;
                }
            }
            try (PreparedStatement move = connection.prepareStatement(MOVE)) {
                move.setArray(1, connection.createArrayOf("bigint", published.toArray()));
                move.executeUpdate();
                return true;
            }
        });
    }

    @Override
    public boolean release(RelayLease lease, List<Long> published) {
        return keep(lease, published, Duration.ZERO);
    }

    private static long micros(Duration span) {
        return span.toNanos() / 1_000;
    }
}
