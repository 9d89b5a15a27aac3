package waybill.order.service;

import java.util.List;
import java.util.Set;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.views.Rebuildable;
import waybill.order.service.store.OrdersRebuild;

/** What orders keep that is made from their events, for those who work on the data without starting the service. */
public final class OrderViews {
    /** Tables that need not be kept. */
    public static final Set<String> DERIVED_TABLES = Set.of();

    private OrderViews() {}

    /** Makes the tables of the database or brings them up to date. */
    public static void prepare(Database database) {
        OrderService.prepare(database);
    }

    /** What can be made again from the log, whoever works on it. */
    public static List<Rebuildable> rebuildable(Database database) {
        return List.of(new OrdersRebuild(database));
    }
}
