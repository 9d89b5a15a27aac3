package waybill.order.service;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waybill.engine.postgres.Database;
import waybill.order.service.persons.PersonKeys;
import waybill.order.service.store.PersonKeyTable;

/**
 * Forgets a person in the database alone: running services notice within moments. Needs no master key, because it opens
 * nothing.
 */
public final class Forgetting {
    /** What a reference must be, after "must be". */
    public static final String REFERENCE_SAYS = "a reference such as a ticket number, without spaces";

    /** No sentence, no name, no address: what is written here is never forgotten. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/#-]{0,63}");

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

    /** Whether this can be kept for ever as the reason. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Destroys what this customer's data is sealed with; empty if nothing ever was. */
    public Optional<Forgotten> forget(String customer, String by, @Nullable String reference) {
        return table.destroy(customer, new PersonKeys.Cause(by, reference), PersonKeys.ANY_AGE)
                .map(at -> new Forgotten(customer, at, table.orders(customer)));
    }
}
