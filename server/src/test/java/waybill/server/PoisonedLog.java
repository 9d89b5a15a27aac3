package waybill.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import waybill.engine.core.log.Shards;
import waybill.engine.postgres.DatabaseAddress;

/** Writes into the order service's log what a newer release of it might write: an event that nobody here can read. */
public final class PoisonedLog {
    private static final String POISON = """
            WITH head AS (
                UPDATE log_head SET position = position + 1 WHERE shard = ? RETURNING shard, position)
            INSERT INTO events (shard, position, stream, version, key, type, data, meta, recorded_at)
            SELECT head.shard, head.position, 'poison-' || e.key, 1, e.key, 'order.unheard-of.v9', e.data, e.meta, now()
            FROM head, events e WHERE e.stream = 'order-' || ? AND e.version = 1
            """;

    /** As if this program had learned to read it: it says again what the order's first event says. */
    private static final String READABLE = "UPDATE events SET type = 'order.created.v1' WHERE stream = 'poison-' || ?";

    private static final String ACTS =
            "SELECT convert_from(data, 'UTF8') FROM events WHERE key = ? AND type = ? ORDER BY position";

    private final RunningShop shop;
    private final DatabaseAddress orders;

    public PoisonedLog(RunningShop shop) {
        this.shop = shop;
        this.orders = Objects.requireNonNull(shop.databases().get("waybill_order"));
    }

    /** Says something unheard-of about this order. */
    public void poison(String order) {
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
    public void makeReadable(String order) {
        try (Connection connection = open();
                PreparedStatement update = connection.prepareStatement(READABLE)) {
            update.setString(1, order);
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What operators did about this order, as it is stored in the service's own log. */
    List<String> acts(String service, String order) {
        DatabaseAddress address = Objects.requireNonNull(shop.databases().get("waybill_" + service));
        List<String> acts = new ArrayList<>();
        try (Connection connection = open(address);
                PreparedStatement query = connection.prepareStatement(ACTS)) {
            query.setString(1, order);
            query.setString(2, service + ".operator-acted.v1");
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    acts.add(row.getString(1));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return acts;
    }

    private Connection open() throws SQLException {
        return open(orders);
    }

    private static Connection open(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }
}
