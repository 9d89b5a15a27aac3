package waybill.order.service.store;

import java.util.List;
import java.util.UUID;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.engine.postgres.views.Rebuildable;
import waybill.engine.postgres.views.ViewRebuild;
import waybill.order.domain.Order;
import waybill.order.domain.OrderEvent;
import waybill.order.service.persons.KeyRing;

/** Makes the view {@code orders} again. It holds nothing personal, so it is made without any key. */
public final class OrdersRebuild implements Rebuildable {
    private final Database database;

    /** The rebuild in this database. */
    public OrdersRebuild(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return OrdersView.NAME;
    }

    @Override
    public Report rebuild() {
        try (KeyRing none = KeyRing.empty(() -> new UUID(0, 0))) {
            var log = new PostgresEventStore<Order, OrderEvent, Void>(
                    database, OrderEvents.codec(none), new PostgresEventStore.Extras<>(List.of(), null));
            return ViewRebuild.ofView(database, new OrdersView(log::load), log).rebuild();
        }
    }
}
