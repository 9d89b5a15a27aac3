package waybill.bench.anchors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import waybill.bench.host.ServerFailed;

/** A database of the anchors' own, beside those of Waybill and dropped at the end. */
public final class AnchorTables implements AutoCloseable {
    static final String DATABASE = "waybill_bench_anchors";

    private static final String DROP = "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)";
    private static final String CREATE = "CREATE DATABASE " + DATABASE;

    /** The facts that Waybill keeps of an order: key, order, events, stock, reservation and payment. */
    private static final String TABLES = """
            CREATE TABLE idempotency (
                key         text        PRIMARY KEY,
                fingerprint text        NOT NULL,
                order_id    text        NOT NULL,
                created_at  timestamptz NOT NULL DEFAULT now()
            );
            CREATE TABLE orders (
                id         text        PRIMARY KEY,
                customer   text        NOT NULL,
                status     text        NOT NULL,
                currency   text        NOT NULL,
                total      bigint      NOT NULL,
                lines      jsonb       NOT NULL,
                address    jsonb       NOT NULL,
                placed_at  timestamptz NOT NULL DEFAULT now(),
                changed_at timestamptz NOT NULL DEFAULT now()
            ) WITH (fillfactor = 70);
            CREATE TABLE events (
                position    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                stream      text        NOT NULL,
                version     int         NOT NULL,
                type        text        NOT NULL,
                data        jsonb       NOT NULL,
                recorded_at timestamptz NOT NULL DEFAULT now(),
                UNIQUE (stream, version)
            );
            CREATE TABLE stock (
                product   text   PRIMARY KEY,
                available bigint NOT NULL CHECK (available >= 0),
                held      bigint NOT NULL CHECK (held >= 0)
            ) WITH (fillfactor = 50);
            CREATE TABLE reservation (
                order_id text        PRIMARY KEY,
                lines    jsonb       NOT NULL,
                held_at  timestamptz NOT NULL DEFAULT now()
            );
            CREATE TABLE payment (
                id            text        PRIMARY KEY,
                order_id      text        NOT NULL UNIQUE,
                status        text        NOT NULL,
                currency      text        NOT NULL,
                amount        bigint      NOT NULL,
                reference     text,
                initiated_at  timestamptz NOT NULL DEFAULT now(),
                authorized_at timestamptz
            ) WITH (fillfactor = 70);
            """;

    private static final String FILL_SHELVES = """
            INSERT INTO stock (product, available, held)
            SELECT 'SKU-' || lpad(n::text, 4, '0'), ?, 0
            FROM generate_series(0, ? - 1) AS n
            """;

    private static final String EMPTY =
            "TRUNCATE idempotency, orders, events, stock, reservation, payment RESTART IDENTITY";

    /** Enough that no run sells out. */
    static final long PIECES = 1_000_000_000;

    private final PostgresServer server;
    private final int products;

    private AnchorTables(PostgresServer server, int products) {
        this.server = server;
        this.products = products;
    }

    /** Makes the database anew, with stock of so many products. */
    public static AnchorTables make(PostgresServer server, int products) {
        AnchorTables tables = new AnchorTables(server, products);
        tables.execute(DROP, CREATE);
        tables.fillAfter(TABLES);
        return tables;
    }

    /**
     * Begins anew, so that every run finds the same and nobody vacuums or writes out what it left. No checkpoint is
     * forced: after one each page is logged whole at its next change, and whoever ran next would pay for that.
     */
    void clear() {
        fillAfter(EMPTY);
    }

    private void fillAfter(String orders) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                PreparedStatement fill = connection.prepareStatement(FILL_SHELVES)) {
            statement.execute(orders);
            fill.setLong(1, PIECES);
            fill.setInt(2, products);
            fill.execute();
        } catch (SQLException e) {
            throw failed("filled", e);
        }
    }

    Connection connect() throws SQLException {
        return server.connect(DATABASE);
    }

    int products() {
        return products;
    }

    /** Drops the database with everything in it. */
    @Override
    public void close() {
        execute(DROP);
    }

    private void execute(String... orders) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String order : orders) {
                statement.execute(order);
            }
        } catch (SQLException e) {
            throw failed("made or dropped", e);
        }
    }

    private static ServerFailed failed(String what, SQLException reason) {
        return new ServerFailed("The database of the anchors could not be " + what + ": " + reason.getMessage());
    }
}
