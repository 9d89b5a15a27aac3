package waybill.engine.postgres;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.testkit.engine.StoreUnderTest;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseEvent;

/** The log in PostgreSQL, emptied before each test; another replica has a pool of its own. */
final class PostgresUnderTest implements StoreUnderTest {
    private static final String EMPTY = """
            TRUNCATE events, log_head, log_batch, idempotency, checkpoint, news_try, deadline, ignored_news, parked_news,
                     pot, purse_view
            """;

    private final Database here;
    private final Database there;

    private PostgresUnderTest(Database here, Database there) {
        this.here = here;
        this.there = there;
    }

    /** The one of this process, empty. Whatever still runs on it from the test before must not be able to write. */
    static PostgresUnderTest empty() {
        PostgresUnderTest one = TheOne.POSTGRES;
        one.here.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(EMPTY)) {
                return statement.executeUpdate();
            }
        });
        return one;
    }

    /** A database of its own. */
    static PostgresUnderTest fresh() {
        DatabaseAddress address = TemporaryPostgres.freshDatabase();
        Database.Sizes sizes = new Database.Sizes(8, 32);
        Database here = new Database("here", address, sizes, new SimpleMeterRegistry());
        here.migrate("db/pots");
        return new PostgresUnderTest(here, new Database("there", address, sizes, new SimpleMeterRegistry()));
    }

    private static final class TheOne {
        static final PostgresUnderTest POSTGRES = fresh();
    }

    Database database() {
        return here;
    }

    void close() {
        here.close();
        there.close();
    }

    @Override
    public EventStore<Purse, PurseEvent, Pot> store() {
        return open(here);
    }

    @Override
    public EventStore<Purse, PurseEvent, Pot> replica() {
        return open(there);
    }

    private static EventStore<Purse, PurseEvent, Pot> open(Database database) {
        return new PostgresEventStore<>(
                database, new PurseCodec(), new PostgresEventStore.Extras<>(List.of(new PurseView()), new PotTable()));
    }

    @Override
    public List<NewsRecord> ignored() {
        return rows(
                "SELECT source, shard, position, subject, reason, at FROM ignored_news ORDER BY 1, 2, 3",
                row -> new NewsRecord(
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        at(row, 6)));
    }

    @Override
    public List<ParkedNews> parked() {
        return rows(
                "SELECT source, shard, position, subject, type, error, at FROM parked_news ORDER BY 1, 2, 3",
                row -> new ParkedNews(
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        at(row, 7)));
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(String sql, RowReader<T> reader) {
        return here.read(connection -> {
            List<T> rows = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(sql);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        });
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
