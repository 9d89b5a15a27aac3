package waybill.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.postgres.DatabaseAddress;

/** What the database of one service says when nobody works on it: every statement lists what must not be there. */
final class Tables {
    /** Invariant I9: the versions of a stream have no gap. */
    private static final String BROKEN_STREAMS = """
            SELECT stream FROM events GROUP BY stream
            HAVING min(version) <> 1 OR max(version) <> count(*) LIMIT 5
            """;

    /** Invariant I9: neither have the places of a shard, and the head is the last. */
    private static final String BROKEN_SHARDS = """
            SELECT h.shard FROM log_head h LEFT JOIN events e USING (shard) GROUP BY h.shard, h.position
            HAVING count(e.position) <> h.position OR coalesce(max(e.position), 0) <> h.position
            """;

    /** Invariant I8: one event per id. */
    private static final String EVENTS_TWICE = """
            SELECT convert_from(meta, 'UTF8')::jsonb ->> 'id' FROM events GROUP BY 1 HAVING count(*) > 1 LIMIT 5
            """;

    private static final String PARKED = "SELECT source || ' ' || type || ' ' || error FROM parked_news LIMIT 5";

    /** Invariant I7: no transaction is left that nobody knows the outcome of. */
    private static final String UNKNOWN_TO_US = "SELECT name FROM deadline WHERE name LIKE 'gateway-%' LIMIT 5";

    private static final String CHECKPOINTS =
            "SELECT source || ' ' || shard || ' ' || position FROM checkpoint ORDER BY 1";
    private static final String HEADS = "SELECT shard || ' ' || position FROM log_head WHERE position > 0 ORDER BY 1";
    /** Invariant I8: what each key led to, where it led to an order. */
    private static final String ORDERS =
            "SELECT stream FROM idempotency WHERE stream LIKE 'order-%' AND scope LIKE '% /orders' AND status IS NULL";

    /** What is counted with the rows of the view, where a count of the rows says something else. */
    private static final String MISCOUNTED = """
            SELECT coalesce(r.status, c.status) || ' ' || coalesce(r.n, 0) || ' ' || coalesce(c.orders, 0)
            FROM (SELECT status, count(*) AS n FROM view_orders.orders GROUP BY status) r
            FULL JOIN view_orders.order_count c ON c.status = r.status
            WHERE coalesce(r.n, 0) <> coalesce(c.orders, 0)
            """;

    private final DatabaseAddress database;

    Tables(DatabaseAddress database) {
        this.database = database;
    }

    /** What holds for the log of every service. */
    void assertSound() {
        assertThat(rows(BROKEN_STREAMS)).as("streams with gaps").isEmpty();
        assertThat(rows(BROKEN_SHARDS)).as("shards with gaps").isEmpty();
        assertThat(rows(EVENTS_TWICE)).as("events that are there twice").isEmpty();
        assertThat(rows(PARKED)).as("parked").isEmpty();
    }

    /** Transactions at the gateway that somebody still has to ask about. */
    List<String> unknown() {
        return rows(UNKNOWN_TO_US);
    }

    /** Invariant I10: this service has heard all that the other has committed. */
    void assertHasHeard(String source, Tables other) {
        List<String> heard = rows(CHECKPOINTS).stream()
                .filter(row -> row.startsWith(source + " ") && !row.endsWith(" 0"))
                .map(row -> row.substring(source.length() + 1))
                .toList();

        assertThat(heard).as("heard of " + source).isEqualTo(other.rows(HEADS));
    }

    /** The orders that were made, one for each key that made one. */
    List<String> orders() {
        return rows(ORDERS);
    }

    /** Statuses of which the order service counts another number than there are. */
    List<String> miscounted() {
        return rows(MISCOUNTED);
    }

    /** What should have been done by this time and was not. */
    List<String> overdue(Instant now) {
        return rows("SELECT stream || ' ' || name FROM deadline WHERE due_at <= '" + now + "' LIMIT 5");
    }

    private List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                ResultSet found = connection.createStatement().executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        } catch (SQLException unreadable) {
            throw new AssertionError("the database cannot be read", unreadable);
        }
    }
}
