package waybill.order.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Database;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderStatus;

/**
 * How many orders there are, as the view {@code orders} has them.
 *
 * @param current those that have a status now
 * @param stuck those that a list of what is stuck shows, by the step of the saga they are at
 * @param unverified those held because nobody could look at the stock, and inventory has not answered since
 */
public record OrderCounts(Map<OrderStatus, Long> current, Map<OrderSaga.Step.Name, Long> stuck, long unverified) {
    /** Kept with the rows of the view, in their transaction. */
    private static final String CURRENT = "SELECT status, orders FROM view_orders.order_count";

    /**
     * The condition of {@link OrderFilter#stuckAt}, each half read off an index: those that only wait cost nothing. The
     * order is what makes the planner, who does not know the time, take the index that has it.
     */
    private static final String STUCK = """
            SELECT s.step, count(*) FROM (
                SELECT step FROM view_orders.orders WHERE held
                UNION ALL (
                    SELECT step FROM view_orders.orders WHERE NOT held AND deadline_at < ? ORDER BY deadline_at)) s
            GROUP BY s.step
            """;

    /** Read off an index that has these alone. */
    private static final String UNVERIFIED = """
            SELECT count(*) FROM view_orders.orders WHERE held AND holds LIKE '%STOCK_UNVERIFIED%'
            """;

    /** The numbers in this database. */
    public static OrderCounts in(Database database, Instant now) {
        return database.read(
                connection -> new OrderCounts(current(connection), stuck(connection, now), unverified(connection)));
    }

    private static Map<OrderStatus, Long> current(Connection connection) throws SQLException {
        Map<OrderStatus, Long> current = new EnumMap<>(OrderStatus.class);
        try (PreparedStatement query = connection.prepareStatement(CURRENT);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                current.put(OrderStatus.valueOf(row.getString(1)), row.getLong(2));
            }
        }
        return current;
    }

    private static Map<OrderSaga.Step.Name, Long> stuck(Connection connection, Instant now) throws SQLException {
        Map<OrderSaga.Step.Name, Long> stuck = new EnumMap<>(OrderSaga.Step.Name.class);
        try (PreparedStatement query = connection.prepareStatement(STUCK)) {
            Binder.of(query).instant(now);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    stuck.put(OrderSaga.Step.Name.valueOf(row.getString(1)), row.getLong(2));
                }
            }
        }
        return stuck;
    }

    private static long unverified(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(UNVERIFIED);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How many have this status now. */
    public long current(OrderStatus status) {
        return current.getOrDefault(status, 0L);
    }

    /** How many are stuck at this step. */
    public long stuck(OrderSaga.Step.Name step) {
        return stuck.getOrDefault(step, 0L);
    }
}
