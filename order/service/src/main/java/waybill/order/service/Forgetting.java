package waybill.order.service;

import java.time.Instant;
import java.util.Optional;
import waybill.engine.postgres.Database;
import waybill.order.service.persons.PersonKeys;
import waybill.order.service.store.PersonKeyTable;

/**
 * Forgets a person in the database alone: running services notice within moments. Needs no master key, because it opens
 * nothing.
 */
public final class Forgetting {
    private final PersonKeyTable table;

    /** Forgets in this database, which is migrated. */
    public Forgetting(Database database) {
        this.table = new PersonKeyTable(database);
    }

    /**
     * A person who was forgotten.
     *
     * @param orders whose name, address and notes are gone
     */
    public record Forgotten(String customer, Instant at, long orders) {}

    /** Destroys what this customer's data is sealed with; empty if nothing ever was. */
    public Optional<Forgotten> forget(String customer, String by) {
        return table.destroy(customer, new PersonKeys.Cause(by, null), PersonKeys.ANY_AGE)
                .map(at -> new Forgotten(customer, at, table.orders(customer)));
    }
}
