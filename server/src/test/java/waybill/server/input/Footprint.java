package waybill.server.input;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import waybill.engine.postgres.DatabaseAddress;

/** All that a write leaves in the databases of a shop, in a form that is quick to compare. */
final class Footprint implements AutoCloseable {
    private static final String LOG = """
            SELECT concat_ws(' ', (SELECT sum(position) FROM log_head), (SELECT count(*) FROM events),
                (SELECT count(*) FROM parked_news))
            """;

    private static final String KEYS = "SELECT count(*) FROM idempotency";

    /** What each service has besides its log. */
    private static final Map<String, String> MORE = Map.of(
            "waybill_order", "SELECT count(*) FROM person_key",
            "waybill_inventory", "SELECT md5(string_agg(s::text, ';' ORDER BY product)) FROM stock s",
            "waybill_payment", "SELECT count(*) FROM sandbox_ledger");

    private final Map<String, Connection> connections = new TreeMap<>();

    Footprint(Map<String, DatabaseAddress> databases) {
        databases.forEach((name, address) -> connections.put(name, open(address)));
    }

    /** What is written, by database: the log and the tables, and apart from them the keys. */
    record Written(Map<String, String> effects, Map<String, String> keys) {}

    Written now() {
        Map<String, String> effects = new TreeMap<>();
        Map<String, String> keys = new TreeMap<>();
        connections.forEach((name, connection) -> {
            effects.put(name, text(connection, LOG) + " " + text(connection, MORE.getOrDefault(name, LOG)));
            keys.put(name, text(connection, KEYS));
        });
        return new Written(effects, keys);
    }

    private static String text(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException failed) {
            throw new AssertionError(query, failed);
        }
    }

    private static Connection open(DatabaseAddress address) {
        try {
            return DriverManager.getConnection(address.url(), address.user(), address.password());
        } catch (SQLException failed) {
            throw new AssertionError(address.toString(), failed);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }
}
