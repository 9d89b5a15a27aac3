package waybill.bench.anchors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes one order in five steps, with a commit after each, or with one after all of them. */
final class SingleSaga implements Saga {
    private static final String REMEMBER_KEY = "INSERT INTO idempotency (key, fingerprint, order_id) VALUES (?, ?, ?)";

    private static final String PLACE = """
            INSERT INTO orders (id, customer, status, currency, total, lines, address)
            VALUES (?, ?, 'PLACED', 'EUR', ?, ?::jsonb, ?::jsonb)
            """;

    private static final String RECORD = "INSERT INTO events (stream, version, type, data) VALUES (?, ?, ?, ?::jsonb)";

    /** Takes what is there, or nothing: whoever updates the row first has it. */
    private static final String TAKE = """
            UPDATE stock SET available = available - ?, held = held + ?
            WHERE product = ? AND available >= ?
            """;

    private static final String RESERVE = "INSERT INTO reservation (order_id, lines) VALUES (?, ?::jsonb)";

    private static final String INITIATE =
            "INSERT INTO payment (id, order_id, status, currency, amount) VALUES (?, ?, 'INITIATED', 'EUR', ?)";

    private static final String AUTHORIZE = """
            UPDATE payment SET status = 'AUTHORIZED', reference = ?, authorized_at = now()
            WHERE id = ? AND status = 'INITIATED'
            """;

    private static final String MOVE_ON =
            "UPDATE orders SET status = ?, changed_at = now() WHERE id = ? AND status = ?";

    private final Connection connection;
    private final boolean commitsEachStep;
    private final List<PreparedStatement> statements = new ArrayList<>();
    private final PreparedStatement rememberKey;
    private final PreparedStatement place;
    private final PreparedStatement record;
    private final PreparedStatement take;
    private final PreparedStatement reserve;
    private final PreparedStatement initiate;
    private final PreparedStatement authorize;
    private final PreparedStatement moveOn;

    SingleSaga(Connection connection, boolean commitsEachStep) throws SQLException {
        this.connection = connection;
        this.commitsEachStep = commitsEachStep;
        connection.setAutoCommit(false);
        this.rememberKey = prepare(REMEMBER_KEY);
        this.place = prepare(PLACE);
        this.record = prepare(RECORD);
        this.take = prepare(TAKE);
        this.reserve = prepare(RESERVE);
        this.initiate = prepare(INITIATE);
        this.authorize = prepare(AUTHORIZE);
        this.moveOn = prepare(MOVE_ON);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.add(statement);
        return statement;
    }

    @Override
    public int write(Drafts drafts) throws SQLException {
        Draft order = drafts.next();
        place(order);
        endStep();
        reserve(order);
        endStep();
        initiatePayment(order);
        endStep();
        authorizePayment(order);
        endStep();
        confirm(order);
        connection.commit();
        return 1;
    }

    private void endStep() throws SQLException {
        if (commitsEachStep) {
            connection.commit();
        }
    }

    private void place(Draft order) throws SQLException {
        one(rememberKey, order.key(), order.fingerprint(), order.order());
        one(place, order.order(), order.customer(), order.total(), order.linesJson(), order.address());
        record(order, SagaStep.PLACE);
    }

    /** Both lines travel in one message, the lesser product first. */
    private void reserve(Draft order) throws SQLException {
        for (Draft.Line line : order.lines()) {
            bind(take, line.quantity(), line.quantity(), line.product(), line.quantity());
            take.addBatch();
        }
        for (int taken : take.executeBatch()) {
            mustBeOne(taken);
        }
        one(reserve, order.order(), order.linesJson());
        record(order, SagaStep.RESERVE);
    }

    private void initiatePayment(Draft order) throws SQLException {
        one(initiate, order.payment(), order.order(), order.total());
        one(moveOn, "AWAITING_PAYMENT", order.order(), "PLACED");
        record(order, SagaStep.INITIATE_PAYMENT);
    }

    private void authorizePayment(Draft order) throws SQLException {
        one(authorize, order.reference(), order.payment());
        record(order, SagaStep.AUTHORIZE_PAYMENT);
    }

    private void confirm(Draft order) throws SQLException {
        one(moveOn, "CONFIRMED", order.order(), "AWAITING_PAYMENT");
        record(order, SagaStep.CONFIRM);
    }

    private void record(Draft order, SagaStep step) throws SQLException {
        one(record, order.order(), step.version(), step.type(), step.data(order));
    }

    private static void one(PreparedStatement statement, Object... values) throws SQLException {
        bind(statement, values);
        mustBeOne(statement.executeUpdate());
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static void mustBeOne(int rows) throws SQLException {
        if (rows != 1) {
            throw new SQLException("an anchor wrote " + rows + " rows instead of one");
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.close();
        }
    }
}
