package waybill.server.data;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.archive.ArchivedDatabase;
import waybill.inventory.service.InventoryViews;
import waybill.order.service.OrderViews;
import waybill.payment.service.PaymentViews;

/** What a whole shop consists of, for those who export and import it. */
final class Shop {
    static final String VERSION = "0.1.0";

    private Shop() {}

    /** Where the key of personal data is; it is never in an export. */
    static Path masterKey(Path directory) {
        return directory.resolve("master.key");
    }

    static List<ArchivedDatabase> databases(Function<String, DatabaseAddress> addresses) {
        List<ArchivedDatabase> databases = new ArrayList<>();
        databases.add(
                new ArchivedDatabase("waybill_order", addresses.apply("waybill_order"), OrderViews.DERIVED_TABLES));
        databases.add(new ArchivedDatabase(
                "waybill_inventory", addresses.apply("waybill_inventory"), InventoryViews.DERIVED_TABLES));
        databases.add(new ArchivedDatabase(
                "waybill_payment", addresses.apply("waybill_payment"), PaymentViews.DERIVED_TABLES));
        return databases;
    }

    /** Makes the tables, empty. */
    static void prepare(Function<String, DatabaseAddress> addresses) {
        with(addresses, "order", OrderViews::prepare);
        with(addresses, "inventory", InventoryViews::prepare);
        with(addresses, "payment", PaymentViews::prepare);
    }

    /** Makes what the services need from the start; other views are made from the events when they run. */
    static void restoreDerived(Function<String, DatabaseAddress> addresses) {
        with(addresses, "inventory", InventoryViews::restoreDerived);
        with(addresses, "payment", PaymentViews::restoreDerived);
    }

    private static void with(Function<String, DatabaseAddress> addresses, String service, Consumer<Database> work) {
        try (Database database = new Database(
                service, addresses.apply("waybill_" + service), new Database.Sizes(2, 2), new SimpleMeterRegistry())) {
            work.accept(database);
        }
    }
}
