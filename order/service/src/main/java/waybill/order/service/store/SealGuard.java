package waybill.order.service.store;

import java.sql.SQLException;
import java.util.Set;
import waybill.engine.core.log.Batch;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Part;
import waybill.order.domain.Order;
import waybill.order.domain.OrderEvent;
import waybill.order.service.persons.KeyRing;

/**
 * Lets a batch be written only if every key that it was sealed with is still there. Another replica may have destroyed
 * one a moment ago; then the customer who orders again must not lose what is said now, and the batch is decided again.
 */
public final class SealGuard implements Part<Order, OrderEvent, Void> {
    private static final String LIVING = """
            SELECT waybill_expect_keys(
                (SELECT count(*) FROM person_key WHERE id = ANY (v.ids) AND wrapped IS NOT NULL), cardinality(v.ids))
            FROM (SELECT ?::text[]::uuid[] AS ids) AS v
            """;

    private final KeyRing keys;

    /** A guard of what is sealed with these keys. */
    public SealGuard(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public String sql() {
        return LIVING;
    }

    @Override
    public boolean concerns(Batch<Order, OrderEvent, Void> batch) {
        return batch.events().stream().anyMatch(event -> Persons.in(event.event()) != null);
    }

    /** The events of the batch have just been sealed, by this thread. */
    @Override
    public void bind(Batch<Order, OrderEvent, Void> batch, Binder binder) throws SQLException {
        Set<String> used = keys.usedByThisThread();
        binder.texts(used, id -> id);
    }
}
