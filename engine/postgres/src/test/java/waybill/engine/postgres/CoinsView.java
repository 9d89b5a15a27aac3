package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.views.Folding;
import waybill.engine.postgres.views.ViewTables;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseDecider;
import waybill.testkit.engine.purse.PurseEvent;

/** How many coins are in each purse, as a view that follows the log. */
class CoinsView implements ViewTables<PurseEvent> {
    private static final String UPSERT = """
            INSERT INTO coins (purse, version, coins) SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[])
            ON CONFLICT (purse) DO UPDATE SET version = EXCLUDED.version, coins = EXCLUDED.coins
            """;

    private final Folding<Purse, PurseEvent> folding;

    CoinsView(EventStore<?, PurseEvent, ?> store) {
        this.folding = new Folding<>(new PurseDecider(), store::load);
    }

    @Override
    public String name() {
        return "coins";
    }

    @Override
    public String ddl() {
        return "CREATE TABLE coins (purse text PRIMARY KEY, version bigint NOT NULL, coins bigint NOT NULL)";
    }

    @Override
    public void apply(Connection connection, List<Recorded<PurseEvent>> events) throws SQLException {
        List<StreamState<Purse>> states = List.copyOf(folding.after(events));
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            Binder.of(upsert)
                    .texts(states, state -> state.stream().name())
                    .longs(states, StreamState::version)
                    .longs(states, state -> state.state().coins());
            upsert.executeUpdate();
        }
    }
}
