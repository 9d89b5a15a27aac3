package waybill.server.data;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.views.Rebuildable;
import waybill.inventory.service.InventoryViews;
import waybill.order.service.OrderViews;
import waybill.payment.service.PaymentViews;
import waybill.server.settings.Role;

/** The databases of the three services, opened for a command: no service is started on them. */
final class ServiceDatabases implements AutoCloseable {
    /** A command reads and writes with one hand. */
    private static final Database.Sizes FEW = new Database.Sizes(2, 2);

    private final List<Database> open = new ArrayList<>();
    private final Database order;
    private final Database inventory;
    private final Database payment;

    ServiceDatabases(Function<String, DatabaseAddress> addresses) {
        this.order = open(addresses, "order");
        this.inventory = open(addresses, "inventory");
        this.payment = open(addresses, "payment");
    }

    private Database open(Function<String, DatabaseAddress> addresses, String service) {
        Database database =
                new Database(service, addresses.apply("waybill_" + service), FEW, new SimpleMeterRegistry());
        open.add(database);
        return database;
    }

    /** Makes the tables of a service, or brings them up to date. */
    static void prepare(Role role, Database database) {
        switch (role) {
            case ORDER -> OrderViews.prepare(database);
            case INVENTORY -> InventoryViews.prepare(database);
            case PAYMENT -> PaymentViews.prepare(database);
        }
    }

    /** Every read model there is. */
    List<Rebuildable> views() {
        List<Rebuildable> views = new ArrayList<>(OrderViews.rebuildable(order));
        views.addAll(InventoryViews.rebuildable(inventory));
        views.addAll(PaymentViews.rebuildable(payment));
        return views;
    }

    @Override
    public void close() {
        open.forEach(Database::close);
    }
}
