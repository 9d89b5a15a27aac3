package waybill.auditor.books;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import waybill.auditor.Place;

/**
 * One database, read by one reader. Each look is a short transaction that may not write, waits for nobody for long, and
 * ends by itself if its reader dies: old snapshots would keep PostgreSQL from tidying up.
 */
public final class Book implements AutoCloseable {
    /** One core is enough, nobody waits for us, and whoever has forgotten us is rid of us. */
    private static final String MANNERS = """
            SET default_transaction_read_only = on; SET statement_timeout = '120s';
            SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '2s';
            SET max_parallel_workers_per_gather = 0; SET jit = off
            """;

    private final String service;
    private final Place place;
    private @Nullable Connection open;

    /** The database of a service; it is entered when it is first looked at. */
    public Book(String service, Place place) {
        this.service = service;
        this.place = place;
    }

    /** Whose it is. */
    public String service() {
        return service;
    }

    /** Something that is read at one moment. */
    @FunctionalInterface
    public interface Look<T> {
        /** Reads it. */
        T at(Moment moment);
    }

    /**
     * Looks at the database as it is now.
     *
     * @throws UnreadableBook if it cannot be read
     */
    public <T> T look(Look<T> look) {
        try {
            Connection connection = connection();
            try {
                return look.at(new Moment(new Rows.Source(service, connection)));
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            close();
            throw new UnreadableBook(service, failed);
        } catch (UnreadableBook failed) {
            close();
            throw failed;
        }
    }

    private Connection connection() throws SQLException {
        Connection known = open;
        if (known != null) {
            return known;
        }
        Properties properties = new Properties();
        properties.setProperty("user", place.user());
        properties.setProperty("password", place.password());
        properties.setProperty("ApplicationName", "waybill-auditor");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "180");
        Connection made = DriverManager.getConnection(place.url(), properties);
        open = made;
        try (Statement manners = made.createStatement()) {
            manners.execute(MANNERS);
        }
        made.setReadOnly(true);
        made.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        made.setAutoCommit(false);
        return made;
    }

    /** Leaves the database; the next look enters it again. */
    @Override
    public void close() {
        Connection known = open;
        open = null;
        if (known == null) {
            return;
        }
        try {
            known.close();
        } catch (SQLException failed) {
            throw new UnreadableBook(service, failed);
        }
    }
}
