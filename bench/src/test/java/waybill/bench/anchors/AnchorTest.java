package waybill.bench.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waybill.bench.load.Tally;
import waybill.engine.postgres.embedded.EmbeddedPostgres;

class AnchorTest {
    private static final int PRODUCTS = 20;
    private static final InetSocketAddress NO_SHOP = InetSocketAddress.createUnresolved("nowhere", 1);

    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;
    private static PostgresServer server;

    private AnchorTables tables;

    @BeforeAll
    static void a_postgres_as_waybill_keeps_it() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = Files.createDirectory(directory.resolve("data"));
        postgres = EmbeddedPostgres.start(data);
        server = PostgresServer.of(data);
    }

    @AfterAll
    static void its_end() {
        postgres.close();
    }

    @BeforeEach
    void shelves() {
        tables = AnchorTables.make(server, PRODUCTS);
    }

    @AfterEach
    void nothing_left() throws SQLException {
        tables.close();
        try (Connection connection = server.connect()) {
            assertThat(number(connection, "SELECT count(*) FROM pg_database WHERE datname = 'waybill_bench_anchors'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_fact_of_every_order_is_there_and_stock_adds_up(Anchor.Way way) throws SQLException {
        Tally tally = new Tally();
        new Anchor(way, tables, 1).run(NO_SHOP, "test", Duration.ofMillis(300), tally);
        long orders = tally.confirmedOrders();
        assertThat(orders).isPositive();
        try (Connection connection = tables.connect()) {
            assertThat(number(connection, "SELECT count(*) FROM idempotency")).isEqualTo(orders);
            assertThat(number(connection, "SELECT count(*) FROM orders WHERE status = 'CONFIRMED'"))
                    .isEqualTo(orders);
            assertThat(number(connection, "SELECT count(*) FROM orders")).isEqualTo(orders);
            assertThat(number(connection, "SELECT count(*) FROM reservation")).isEqualTo(orders);
            assertThat(number(connection, "SELECT count(*) FROM payment WHERE status = 'AUTHORIZED'"))
                    .isEqualTo(orders);
            assertThat(number(connection, "SELECT sum(amount) FROM payment")).isEqualTo(orders * 1999);
            assertThat(number(connection, EVENTS_IN_ORDER)).isEqualTo(orders);
            assertThat(number(connection, "SELECT sum(held) FROM stock")).isEqualTo(orders * 3);
            assertThat(number(connection, "SELECT sum(available + held) FROM stock"))
                    .isEqualTo(PRODUCTS * AnchorTables.PIECES);
            assertThat(number(connection, HELD_AS_RESERVED)).isEqualTo(PRODUCTS);
        }
    }

    /** Orders whose five events are there, each once, in the order of the saga and of the log. */
    private static final String EVENTS_IN_ORDER = """
            SELECT count(*) FROM (
                SELECT string_agg(type, ' ' ORDER BY version) AS by_version,
                       string_agg(type, ' ' ORDER BY position) AS by_log
                FROM events GROUP BY stream
            ) AS histories
            WHERE by_version = 'OrderPlaced StockReserved PaymentInitiated PaymentAuthorized OrderConfirmed'
              AND by_log = by_version
            """;

    /** Products of which as many pieces are held as the reservations say. */
    private static final String HELD_AS_RESERVED = """
            SELECT count(*) FROM stock WHERE held = (
                SELECT coalesce(sum((line ->> 'quantity')::bigint), 0)
                FROM reservation, jsonb_array_elements(lines) AS line
                WHERE line ->> 'productId' = product
            )
            """;

    @Test
    void what_one_run_has_left_the_next_does_not_find() throws SQLException {
        Anchor anchor = new Anchor(Anchor.Way.BATCHES, tables, 1);
        anchor.run(NO_SHOP, "test", Duration.ofMillis(50), new Tally());
        anchor.clearUp();
        try (Connection connection = tables.connect()) {
            assertThat(number(connection, "SELECT count(*) FROM events")).isZero();
            assertThat(number(connection, "SELECT sum(available) FROM stock"))
                    .isEqualTo(PRODUCTS * AnchorTables.PIECES);
        }
        Tally again = new Tally();
        anchor.run(NO_SHOP, "test", Duration.ofMillis(50), again);
        assertThat(again.confirmedOrders()).as("under the same keys").isPositive();
    }

    @Test
    void what_is_written_shows_in_the_log_of_the_server() {
        long before = server.walBytes();
        Tally tally = new Tally();
        new Anchor(Anchor.Way.BATCHES, tables, 1).run(NO_SHOP, "test", Duration.ofMillis(100), tally);
        assertThat((server.walBytes() - before) / tally.confirmedOrders()).isBetween(500L, 20_000L);
        assertThat(server.settings()).contains("fsync=on", "synchronous_commit=on", "full_page_writes=on");
        assertThat(server.version()).matches("\\d+\\.\\d+");
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
