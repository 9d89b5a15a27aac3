package waybill.payment.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.payment.service.gateway.SandboxBooking;
import waybill.payment.service.gateway.SandboxEntry;
import waybill.payment.service.gateway.SandboxLedger;
import waybill.payment.service.gateway.SandboxLedgerContract;
import waybill.testkit.engine.Eventually;

/** The books in PostgreSQL keep what every ledger promises; whoever closes a key waits for who is writing under it. */
class PostgresSandboxLedgerTest extends SandboxLedgerContract {
    private static final String WRITE_FIRST =
            """
            INSERT INTO sandbox_ledger (key, kind, amount, reference, at)
            VALUES ('%s', 'AUTHORIZE', '%s', '%s', '%s')
            """.formatted(FIRST.key().value(), FIRST.amount(), FIRST.reference(), FIRST.at());

    private static final String WAITING = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            """;

    private static final Database DATABASE = migrated();

    private final SandboxLedger ledger = new PostgresSandboxLedger(DATABASE, InstantSource.fixed(NOW));

    private static Database migrated() {
        Database database = new Database(
                "books", TemporaryPostgres.freshDatabase(), Database.Sizes.usual(), new SimpleMeterRegistry());
        database.migrate("db/payment");
        return database;
    }

    @Override
    protected SandboxLedger ledger() {
        return ledger;
    }

    @BeforeEach
    void empty() {
        DATABASE.write(connection -> run(connection, "TRUNCATE sandbox_ledger"));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_key_is_not_closed_over_an_entry_whose_commit_hangs() {
        assertThat(closedWhileWriting(Connection::commit)).contains(FIRST);
        assertThat(ledger.find(FIRST.key())).contains(FIRST);
    }

    @Test
    void a_key_is_closed_as_soon_as_the_entry_that_hung_is_given_up() {
        assertThat(closedWhileWriting(Connection::rollback)).contains(FIRST_CLOSED);
        assertThat(ledger.find(FIRST.key())).contains(FIRST_CLOSED);
    }

    /** How a transaction ends. */
    private interface Ending {
        void of(Connection writing) throws SQLException;
    }

    /** What is said of the first key to who closes it while its entry is written but not yet committed. */
    private Optional<SandboxEntry> closedWhileWriting(Ending ending) {
        CompletableFuture<Optional<SandboxEntry>> closed = DATABASE.write(connection -> {
            connection.setAutoCommit(false);
            try {
                run(connection, WRITE_FIRST);
                var closing = CompletableFuture.supplyAsync(this::closed);
                Eventually.holds(
                        () -> assertThat(waitingForAnother()).as("waiting").isEqualTo(1));
                ending.of(connection);
                return closing;
            } finally {
                connection.setAutoCommit(true);
            }
        });
        return Eventually.get(closed);
    }

    private Optional<SandboxEntry> closed() {
        SandboxBooking closing = new SandboxBooking(FIRST_CLOSED, NOW.plusSeconds(1));
        return ledger.record(List.of(closing)).getFirst();
    }

    private static int waitingForAnother() {
        return DATABASE.read(connection -> {
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery(WAITING)) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    private static boolean run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
