package waybill.bench.anchors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the same rows for many orders at once: a statement for each kind of fact, one transaction for all. */
final class BatchedSaga implements Saga {
    private static final String REMEMBER_KEYS = """
            INSERT INTO idempotency (key, fingerprint, order_id)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[])
            """;

    private static final String PLACE = """
            INSERT INTO orders (id, customer, status, currency, total, lines, address)
            SELECT id, customer, 'PLACED', 'EUR', total, lines, address
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[]::jsonb[], ?::text[]::jsonb[])
                AS drafted (id, customer, total, lines, address)
            """;

    private static final String RESERVE = """
            INSERT INTO reservation (order_id, lines)
            SELECT * FROM unnest(?::text[], ?::text[]::jsonb[])
            """;

    private static final String INITIATE = """
            INSERT INTO payment (id, order_id, status, currency, amount)
            SELECT id, order_id, 'INITIATED', 'EUR', amount
            FROM unnest(?::text[], ?::text[], ?::bigint[]) AS asked (id, order_id, amount)
            """;

    private static final String AUTHORIZE = """
            UPDATE payment SET status = 'AUTHORIZED', reference = answered.reference, authorized_at = now()
            FROM unnest(?::text[], ?::text[]) AS answered (id, reference)
            WHERE payment.id = answered.id AND payment.status = 'INITIATED'
            """;

    private static final String MOVE_ON =
            "UPDATE orders SET status = ?, changed_at = now() WHERE id = ANY (?::text[]) AND status = ?";

    private static final String RECORD = """
            INSERT INTO events (stream, version, type, data)
            SELECT * FROM unnest(?::text[], ?::int[], ?::text[], ?::text[]::jsonb[])
            """;

    /** In the order of products, so that two batches wait for each other and never in a circle. */
    private static final String LOCK =
            "SELECT product FROM stock WHERE product = ANY (?::text[]) ORDER BY product FOR UPDATE";

    private static final String TAKE = """
            UPDATE stock SET available = available - taken.quantity, held = held + taken.quantity
            FROM unnest(?::text[], ?::int[]) AS taken (product, quantity)
            WHERE stock.product = taken.product AND stock.available >= taken.quantity
            """;

    private final Connection connection;
    private final int size;

    BatchedSaga(Connection connection, int size) throws SQLException {
        this.connection = connection;
        this.size = size;
        connection.setAutoCommit(false);
    }

    /** The stock, which all batches want, comes last: it is locked no longer than it takes to commit. */
    @Override
    public int write(Drafts drafts) throws SQLException {
        List<Draft> orders = Stream.generate(drafts::next).limit(size).toList();
        place(orders);
        pay(orders);
        record(orders);
        take(orders);
        connection.commit();
        return size;
    }

    private void place(List<Draft> orders) throws SQLException {
        all(size, REMEMBER_KEYS, texts(orders, Draft::key), texts(orders, Draft::fingerprint), ids(orders));
        all(
                size,
                PLACE,
                ids(orders),
                texts(orders, Draft::customer),
                totals(orders),
                texts(orders, Draft::linesJson),
                texts(orders, Draft::address));
        all(size, RESERVE, ids(orders), texts(orders, Draft::linesJson));
    }

    private void pay(List<Draft> orders) throws SQLException {
        all(size, INITIATE, texts(orders, Draft::payment), ids(orders), totals(orders));
        all(size, MOVE_ON, "AWAITING_PAYMENT", ids(orders), "PLACED");
        all(size, AUTHORIZE, texts(orders, Draft::payment), texts(orders, Draft::reference));
        all(size, MOVE_ON, "CONFIRMED", ids(orders), "AWAITING_PAYMENT");
    }

    private void record(List<Draft> orders) throws SQLException {
        int steps = SagaStep.values().length;
        String[] streams = new String[size * steps];
        Integer[] versions = new Integer[size * steps];
        String[] types = new String[size * steps];
        String[] data = new String[size * steps];
        int row = 0;
        for (SagaStep step : SagaStep.values()) {
            for (Draft order : orders) {
                streams[row] = order.order();
                versions[row] = step.version();
                types[row] = step.type();
                data[row++] = step.data(order);
            }
        }
        all(size * steps, RECORD, streams, versions, types, data);
    }

    private void take(List<Draft> orders) throws SQLException {
        Map<String, Integer> wanted = new TreeMap<>();
        for (Draft order : orders) {
            order.lines().forEach(line -> wanted.merge(line.product(), line.quantity(), Integer::sum));
        }
        String[] products = wanted.keySet().toArray(String[]::new);
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("text", products));
            lock.execute();
        }
        all(products.length, TAKE, products, wanted.values().toArray(Integer[]::new));
    }

    private String[] ids(List<Draft> orders) {
        return texts(orders, Draft::order);
    }

    private static String[] texts(List<Draft> orders, Function<Draft, String> fact) {
        return orders.stream().map(fact).toArray(String[]::new);
    }

    private static Long[] totals(List<Draft> orders) {
        return orders.stream().map(Draft::total).toArray(Long[]::new);
    }

    /** Executes one statement, which must write so many rows; arrays go as arrays of their type. */
    private void all(int rows, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, sqlValue(values[i]));
            }
            int written = statement.executeUpdate();
            if (written != rows) {
                throw new SQLException("an anchor wrote " + written + " rows instead of " + rows);
            }
        }
    }

    private Object sqlValue(Object value) throws SQLException {
        return switch (value) {
            case String[] texts -> connection.createArrayOf("text", texts);
            case Long[] numbers -> connection.createArrayOf("int8", numbers);
            case Integer[] numbers -> connection.createArrayOf("int4", numbers);
            default -> value;
        };
    }

    @Override
    public void close() {
        // The driver keeps its prepared statements with the connection and ends them with it.
    }
}
