package waybill.server.roles;

import java.util.List;
import java.util.Set;
import waybill.contracts.Announcement;
import waybill.engine.core.deadlines.Housekeeper;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.relay.RelayLeases;
import waybill.engine.http.Routes;
import waybill.engine.http.pages.Health;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.RelayLeaseTable;
import waybill.inventory.service.InventoryService;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** The inventory service as a part of a process. */
final class InventoryRole implements RunningRole {
    private static final Role ROLE = Role.INVENTORY;

    private final Database database;
    private final InventoryService service;
    private final Settings.Retention retention;

    /** Migrates the database and starts the engine. */
    InventoryRole(Surroundings around) {
        this.retention = around.settings().retention();
        this.database = around.open(ROLE);
        this.service = new InventoryService(
                database, around.environment(), around.settings().inventory());
    }

    /** The service, for those who ask it directly. */
    InventoryService service() {
        return service;
    }

    @Override
    public Role role() {
        return ROLE;
    }

    @Override
    public Feed<Announcement> feed() {
        return service.feed();
    }

    @Override
    public RelayLeases relayLeases() {
        return new RelayLeaseTable(database, feed().shards());
    }

    @Override
    public ParkedEvents parkedEvents() {
        return service.parkedEvents();
    }

    @Override
    public void begin(Transport<Announcement> transport, Set<Role> heard) {
        service.listen(transport, RunningRole.services(heard));
        service.tidy(new Housekeeper.Kept(retention.idempotencyKeys(), retention.ignoredNews()));
    }

    @Override
    public void checkedBy(Health health) {
        health.service(ROLE.service()).check(ROLE.service(), "database", database::isReachable);
    }

    @Override
    public List<Routes> routes() {
        return service.routes();
    }

    @Override
    public void endWaits() {
        // nobody waits for inventory: what it decides is decided at once
    }

    @Override
    public void close() {
        service.close();
    }
}
