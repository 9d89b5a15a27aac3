package waybill.inventory.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import waybill.engine.core.log.Recorded;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.views.ViewTables;
import waybill.inventory.domain.InventoryEvent;

/** The view {@code movements}: one row for each time an event moved the stock of a product. */
public final class MovementsView implements ViewTables<InventoryEvent> {
    private static final String DDL = """
            CREATE TABLE movement (
                product         text        NOT NULL,
                at              timestamptz NOT NULL,
                id              text COLLATE "C" NOT NULL,
                position        bigint      NOT NULL,
                kind            text        NOT NULL,
                quantity        bigint      NOT NULL,
                on_hand_delta   bigint      NOT NULL,
                held_delta      bigint      NOT NULL,
                committed_delta bigint      NOT NULL,
                order_id        text,
                reference       text,
                name            text,
                PRIMARY KEY (product, at, id)
            )
            """;

    /** Without a way out for rows that exist: no event is ever applied twice. */
    private static final String INSERT = """
            INSERT INTO movement (product, at, id, position, kind, quantity, on_hand_delta, held_delta, committed_delta,
                order_id, reference, name)
            SELECT v.product, timestamptz 'epoch' + v.at * interval '1 microsecond', v.id, v.position, v.kind,
                v.quantity, v.on_hand, v.held, v.committed, v.order_id, v.reference, v.name
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                AS v(product, at, id, position, kind, quantity, on_hand, held, committed, order_id, reference, name)
            """;

    @Override
    public String name() {
        return "movements";
    }

    @Override
    public String ddl() {
        return DDL;
    }

    @Override
    public void apply(Connection connection, List<Recorded<InventoryEvent>> events) throws SQLException {
        List<Movement> rows =
                events.stream().flatMap(event -> Movement.of(event).stream()).toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Binder.of(insert)
                    .texts(rows, Movement::product)
                    .instants(rows, Movement::at)
                    .texts(rows, Movement::id)
                    .longs(rows, Movement::position)
                    .texts(rows, row -> row.kind().name())
                    .longs(rows, Movement::quantity)
                    .longs(rows, row -> row.change().onHand())
                    .longs(rows, row -> row.change().held())
                    .longs(rows, row -> row.change().committed())
                    .texts(rows, Movement::orderId)
                    .texts(rows, Movement::reference)
                    .texts(rows, Movement::name);
            insert.executeUpdate();
        }
    }
}
