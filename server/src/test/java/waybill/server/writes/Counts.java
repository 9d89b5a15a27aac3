package waybill.server.writes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.LongSupplier;
import waybill.engine.postgres.DatabaseAddress;
import waybill.server.RunningShop;

/** Counts what was really done, in the databases themselves. */
final class Counts {
    private static final String ABOUT = "SELECT count(*) FROM events WHERE type = ? AND key = ?";
    private static final String NAMING =
            "SELECT count(*) FROM events WHERE type = ? AND position(convert_to(?, 'UTF8') IN data) > 0";
    private static final String FORGOTTEN =
            "SELECT count(*) FROM person_key WHERE destroyed_at IS NOT NULL AND customer = ?";
    private static final String KEYS = "SELECT count(*) FROM idempotency WHERE key = ?";

    private final RunningShop shop;

    Counts(RunningShop shop) {
        this.shop = shop;
    }

    /** The events of a type that are about this order or product. */
    LongSupplier events(String service, String type, String about) {
        return () -> count(service, ABOUT, type, about);
    }

    /** The events of a type that name this. */
    LongSupplier naming(String service, String type, String named) {
        return () -> count(service, NAMING, type, named);
    }

    /** How often this customer was forgotten. */
    LongSupplier forgotten(String customer) {
        return () -> count("order", FORGOTTEN, customer);
    }

    /** How many requests this key is kept for. */
    long keys(String service, String key) {
        return count(service, KEYS, key);
    }

    Connection open(String service) throws SQLException {
        DatabaseAddress address = Objects.requireNonNull(shop.databases().get("waybill_" + service));
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    private long count(String service, String sql, String... values) {
        try (Connection connection = open(service);
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
