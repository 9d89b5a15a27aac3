package waybill.payment.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Database;
import waybill.payment.domain.PaymentDeadlines;

/**
 * What a person may have to see to.
 *
 * @param unresolved transactions of which nobody knows what became of them
 * @param expiring authorizations with money still set aside that end soon
 */
public record PaymentCounts(long unresolved, long expiring) {
    private static final Duration SOON = Duration.ofHours(24);

    /** The view {@code unresolved} has nothing but these. */
    private static final String UNRESOLVED = "SELECT count(*) FROM view_unresolved.unresolved";

    /**
     * Read off the index of deadlines, which are there as long as there is a rest of the money; only the next day's.
     */
    private static final String EXPIRING = "SELECT count(*) FROM deadline WHERE due_at < ? AND name LIKE ?";

    /** The numbers in this database. */
    public static PaymentCounts in(Database database, Instant now) {
        return database.read(connection -> new PaymentCounts(unresolved(connection), expiring(connection, now)));
    }

    private static long unresolved(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(UNRESOLVED)) {
            return number(query);
        }
    }

    private static long expiring(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EXPIRING)) {
            Binder.of(query).instant(now.plus(SOON)).text(PaymentDeadlines.EXPIRY + "%");
            return number(query);
        }
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
