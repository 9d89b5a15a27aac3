package waybill.order.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.views.Folding;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.views.ViewTables;
import waybill.order.domain.Order;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;

/** The view {@code orders}: one row an order, written from its folded state, and the words it is found by. */
public final class OrdersView implements ViewTables<OrderEvent> {
    static final String NAME = "orders";

    /** Whatever is filtered by, a page is read off an index that has the order of the list. */
    private static final String DDL = """
            CREATE TABLE orders (
                id          text COLLATE "C" PRIMARY KEY,
                version     bigint      NOT NULL,
                status      text        NOT NULL,
                customer    text        NOT NULL,
                created_at  timestamptz NOT NULL,
                updated_at  timestamptz NOT NULL,
                currency    text        NOT NULL,
                total_minor bigint      NOT NULL,
                saga        text        NOT NULL,
                step        text        NOT NULL,
                attempt     int         NOT NULL,
                deadline_at timestamptz,
                holds       text        NOT NULL,
                held        boolean     NOT NULL,
                running     boolean     NOT NULL
            ) WITH (fillfactor = 70);
            CREATE INDEX orders_by_age ON orders (created_at, id);
            CREATE INDEX orders_by_status ON orders (status, created_at, id);
            CREATE INDEX orders_running ON orders (created_at, id) WHERE running;
            CREATE INDEX orders_waiting ON orders (created_at, id) WHERE held OR deadline_at IS NOT NULL;
            CREATE INDEX orders_due ON orders (deadline_at, step) WHERE NOT held AND deadline_at IS NOT NULL;
            CREATE INDEX orders_held ON orders (step) WHERE held;
            CREATE INDEX orders_unverified ON orders (id) WHERE held AND holds LIKE '%STOCK_UNVERIFIED%';
            CREATE TABLE order_word (
                word       text        NOT NULL,
                created_at timestamptz NOT NULL,
                id         text COLLATE "C" NOT NULL,
                PRIMARY KEY (word, created_at, id)
            );
            CREATE TABLE order_count (status text PRIMARY KEY, orders bigint NOT NULL) WITH (fillfactor = 10)
            """;

    /** With the rows goes the number of those that have each status, so that nobody ever has to count them all. */
    private static final String UPSERT = """
            WITH given AS MATERIALIZED (
                SELECT *
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
                    ?::bigint[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::int[])
                    AS v(id, version, status, customer, created, updated, currency, total, saga, step, attempt,
                        deadline, holds, held, running)),
            counted AS (
                INSERT INTO order_count AS c (status, orders)
                SELECT moved.status, sum(moved.n) FROM (
                    SELECT status, 1 AS n FROM given
                    UNION ALL SELECT o.status, -1 FROM given g JOIN orders o ON o.id = g.id) moved
                GROUP BY moved.status
                ON CONFLICT (status) DO UPDATE SET orders = c.orders + EXCLUDED.orders)
            INSERT INTO orders (id, version, status, customer, created_at, updated_at, currency, total_minor, saga,
                step, attempt, deadline_at, holds, held, running)
            SELECT v.id, v.version, v.status, v.customer, timestamptz 'epoch' + v.created * interval '1 microsecond',
                timestamptz 'epoch' + v.updated * interval '1 microsecond', v.currency, v.total, v.saga, v.step,
                v.attempt,
                timestamptz 'epoch' + v.deadline::bigint * interval '1 microsecond', v.holds, v.held = 1, v.running = 1
            FROM given v
            ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, status = EXCLUDED.status,
                customer = EXCLUDED.customer, created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at,
                currency = EXCLUDED.currency, total_minor = EXCLUDED.total_minor, saga = EXCLUDED.saga,
                step = EXCLUDED.step, attempt = EXCLUDED.attempt, deadline_at = EXCLUDED.deadline_at,
                holds = EXCLUDED.holds, held = EXCLUDED.held, running = EXCLUDED.running
            """;

    /** An order keeps its words; later ones (a tracking number) are added. */
    private static final String ADD_WORDS = """
            INSERT INTO order_word (word, created_at, id)
            SELECT v.word, timestamptz 'epoch' + v.created * interval '1 microsecond', v.id
            FROM unnest(?::text[], ?::bigint[], ?::text[]) AS v(word, created, id)
            ON CONFLICT DO NOTHING
            """;

    private final Folding<Order, OrderEvent> folding;

    /** The view; {@code histories} reads whole orders by stream name. */
    public OrdersView(Function<Collection<String>, Map<String, List<Recorded<OrderEvent>>>> histories) {
        this.folding = new Folding<>(new OrderDecider(), histories);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String ddl() {
        return DDL;
    }

    /** Nothing of this customer's orders is remembered any more. */
    public void forget(String customer) {
        folding.drop(order -> order instanceof Order.Known known
                && known.facts().what().customer().id().equals(customer));
    }

    @Override
    public void apply(Connection connection, List<Recorded<OrderEvent>> events) throws SQLException {
        List<OrderRow> rows = new ArrayList<>();
        for (StreamState<Order> folded : folding.after(events)) {
            if (folded.state() instanceof Order.Known order) {
                rows.add(OrderRow.of(order, folded.version()));
            }
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            bind(rows, Binder.of(upsert));
            upsert.executeUpdate();
        }
        addWords(connection, rows);
    }

    private static void bind(List<OrderRow> rows, Binder binder) throws SQLException {
        binder.texts(rows, OrderRow::id)
                .longs(rows, OrderRow::version)
                .texts(rows, row -> row.status().name())
                .texts(rows, OrderRow::customer)
                .instants(rows, OrderRow::createdAt)
                .instants(rows, OrderRow::updatedAt)
                .texts(rows, OrderRow::currency)
                .longs(rows, OrderRow::totalMinor)
                .texts(rows, row -> row.saga().name())
                .texts(rows, row -> row.step().name())
                .ints(rows, OrderRow::attempt)
                .texts(rows, row -> row.deadline() == null ? null : Long.toString(Binder.micros(row.deadline())))
                .texts(rows, row -> row.holds().stream().map(Enum::name).collect(Collectors.joining(",")))
                .ints(rows, row -> row.held() ? 1 : 0)
                .ints(rows, row -> row.running() ? 1 : 0);
    }

    private record Word(String word, OrderRow of) {}

    private static void addWords(Connection connection, List<OrderRow> rows) throws SQLException {
        List<Word> words = new ArrayList<>();
        for (OrderRow row : rows) {
            row.words().forEach(word -> words.add(new Word(word, row)));
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_WORDS)) {
            Binder.of(add)
                    .texts(words, Word::word)
                    .instants(words, word -> word.of().createdAt())
                    .texts(words, word -> word.of().id());
            add.executeUpdate();
        }
    }
}
