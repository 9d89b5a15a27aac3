package waybill.engine.postgres;

import java.sql.SQLException;
import waybill.engine.core.log.Batch;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

/** What is in each purse, written with the events. */
final class PurseView implements Part<Purse, PurseEvent, Pot> {
    @Override
    public String sql() {
        return """
                INSERT INTO purse_view AS p (purse, version, coins)
                SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[])
                ON CONFLICT (purse) DO UPDATE SET version = EXCLUDED.version, coins = EXCLUDED.coins
                RETURNING 1
                """;
    }

    @Override
    public boolean concerns(Batch<Purse, PurseEvent, Pot> batch) {
        return !batch.events().isEmpty();
    }

    @Override
    public void bind(Batch<Purse, PurseEvent, Pot> batch, Binder binder) throws SQLException {
        binder.texts(batch.states(), state -> state.stream().name())
                .longs(batch.states(), state -> state.version())
                .longs(batch.states(), state -> state.state().coins());
    }
}
