package waybill.inventory.service;

import java.util.List;
import java.util.Set;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.engine.postgres.views.Rebuildable;
import waybill.engine.postgres.views.ViewRebuild;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.store.InventoryEvents;
import waybill.inventory.service.store.MovementsView;
import waybill.inventory.service.store.StockTable;

/** What inventory keeps that is made from its events, for those who work on the data without starting the service. */
public final class InventoryViews {
    /** Tables that need not be kept. */
    public static final Set<String> DERIVED_TABLES = Set.of("stock");

    private InventoryViews() {}

    /** Makes the tables of the database or brings them up to date. */
    public static void prepare(Database database) {
        database.migrate("db/inventory");
    }

    /**
     * Makes the derived tables again in a database on which nobody works: the movements, and the stock as their sum.
     */
    public static void restoreDerived(Database database) {
        rebuildable(database).forEach(Rebuildable::rebuild);
        new StockTable(database).countAgain();
    }

    /** What can be made again from the log, whoever works on it. */
    public static List<Rebuildable> rebuildable(Database database) {
        var log = new PostgresEventStore<Warehouse, InventoryEvent, StockLevel>(
                database, InventoryEvents.codec(), new PostgresEventStore.Extras<>(List.of(), null));
        return List.of(ViewRebuild.ofView(database, new MovementsView(), log));
    }
}
