package waybill.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import waybill.engine.core.log.Shards;
import waybill.engine.postgres.DatabaseAddress;

/** Writes into the order service's log what a newer release of it might write: an event that nobody here can read. */
final class PoisonedLog {
    private static final String POISON = """
            WITH head AS (
                UPDATE log_head SET position = position + 1 WHERE shard = ? RETURNING shard, position)
            INSERT INTO events (shard, position, stream, version, key, type, data, meta, recorded_at)
            SELECT head.shard, head.position, 'poison-' || e.key, 1, e.key, 'order.unheard-of.v9', e.data, e.meta, now()
            FROM head, events e WHERE e.stream = 'order-' || ? AND e.version = 1
            """;

    /** As if this program had learned to read it: it says again what the order's first event says. */
    private static final String READABLE = "UPDATE events SET type = 'order.created.v1' WHERE stream = 'poison-' || ?";

    private final DatabaseAddress orders;

    PoisonedLog(RunningShop shop) {
        this.orders = Objects.requireNonNull(shop.databases().get("waybill_order"));
    }

    /** Says something unheard-of about this order. */
    void poison(String order) {
        try (Connection connection = open();
                PreparedStatement insert = connection.prepareStatement(POISON)) {
            insert.setInt(1, Shards.of(order, Shards.DEFAULT_COUNT));
            insert.setString(2, order);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The program can read it now. */
    void makeReadable(String order) {
        try (Connection connection = open();
                PreparedStatement update = connection.prepareStatement(READABLE)) {
            update.setString(1, order);
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(orders.url(), orders.user(), orders.password());
    }
}
