package waybill.engine.postgres.archive;

import java.util.Set;
import waybill.engine.postgres.DatabaseAddress;

/**
 * One database of a shop.
 *
 * @param derived tables that are made again from the events and do not travel
 */
public record ArchivedDatabase(String name, DatabaseAddress address, Set<String> derived) {
    public ArchivedDatabase {
        derived = Set.copyOf(derived);
    }
}
