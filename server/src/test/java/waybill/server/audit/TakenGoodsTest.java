package waybill.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.folds.Movements;
import waybill.auditor.folds.Movements.Movement;
import waybill.auditor.folds.StockTale;
import waybill.auditor.folds.StockTale.Standing;
import waybill.auditor.folds.Told;

/** What the auditor makes of goods that left although they had been released. */
class TakenGoodsTest {
    private static final String HELD = "inventory.reserved.v1 {'lines':[{'product':'MUG','quantity':3}]"
            + ",'expiresAt':'2026-01-31T09:20:00Z','attempt':1}";
    private static final String COMMITTED =
            "inventory.committed.v1 {'lines':[{'product':'MUG','quantity':3}],'attempt':1}";
    private static final String RELEASED = "inventory.released.v1 {'lines':[{'product':'MUG','quantity':3}]"
            + ",'reservation':'res_1','wasCommitted':true,'attempt':1}";

    @Test
    void they_are_consumed_and_nothing_is_wrong() {
        StockTale tale = StockTale.of(told(HELD, COMMITTED, RELEASED, taken("shp_1", 1), taken("shp_2", 2)));
        assertThat(tale.flaws()).isEmpty();
        assertThat(tale.claims()).hasEntrySatisfying(1, claim -> {
            assertThat(claim.standing()).isEqualTo(Standing.CONSUMED);
            assertThat(claim.consumed()).isEqualTo(Map.of("shp_1", Map.of("MUG", 1L), "shp_2", Map.of("MUG", 2L)));
        });
        assertThat(tale.committed()).isEmpty();
        assertThat(Movements.of(told(taken("shp_1", 1)).getFirst())).containsExactly(new Movement("MUG", -1, 0, 0));
    }

    @Test
    void what_is_promised_or_was_never_there_or_has_left_before_is_not_taken() {
        assertThat(StockTale.of(told(HELD, COMMITTED, taken("shp_1", 1))).flaws())
                .hasSize(1);
        assertThat(StockTale.of(told(taken("shp_1", 1))).flaws()).hasSize(1);
        assertThat(StockTale.of(told(HELD, COMMITTED, RELEASED, taken("shp_1", 4)))
                        .flaws())
                .hasSize(1);
        assertThat(StockTale.of(told(HELD, COMMITTED, RELEASED, taken("shp_1", 1), taken("shp_1", 1)))
                        .flaws())
                .hasSize(1);
    }

    private static String taken(String shipment, int units) {
        return "inventory.taken.v1 {'lines':[{'product':'MUG','quantity':" + units + "}],'shipment':'" + shipment
                + "','attempt':1}";
    }

    private static List<Told> told(String... events) {
        List<Told> told = new ArrayList<>();
        for (String event : events) {
            String[] parts = event.replace('\'', '"').split(" ", 2);
            long version = told.size() + 1L;
            told.add(Told.of(new StoredEvent(
                    0, version, "reservation-1", version, "1", parts[0], parts[1], "{}", Instant.EPOCH)));
        }
        return told;
    }
}
