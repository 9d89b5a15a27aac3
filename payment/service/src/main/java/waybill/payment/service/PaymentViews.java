package waybill.payment.service;

import java.util.List;
import java.util.Set;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.engine.postgres.views.Rebuildable;
import waybill.engine.postgres.views.ViewRebuild;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.Payments;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.store.PaymentIndexView;
import waybill.payment.service.store.UnresolvedView;

/** What payment keeps that is made from its events, for those who work on the data without starting the service. */
public final class PaymentViews {
    /** Tables that need not be kept. */
    public static final Set<String> DERIVED_TABLES = Set.of(PaymentIndexView.TABLE);

    private PaymentViews() {}

    /** Makes the tables of the database or brings them up to date. */
    public static void prepare(Database database) {
        database.migrate("db/payment");
    }

    /** Makes the derived tables again in a database on which nobody works. */
    public static void restoreDerived(Database database) {
        rebuildable(database).forEach(Rebuildable::rebuild);
    }

    /** What can be made again from the log, whoever works on it. */
    public static List<Rebuildable> rebuildable(Database database) {
        var log = new PostgresEventStore<Payments, PaymentEvent, Void>(
                database, PaymentEvents.codec(), new PostgresEventStore.Extras<>(List.of(), null));
        return List.of(
                ViewRebuild.ofTable(database, new PaymentIndexView(), PaymentIndexView.TABLE, log),
                ViewRebuild.ofView(database, new UnresolvedView(), log));
    }
}
