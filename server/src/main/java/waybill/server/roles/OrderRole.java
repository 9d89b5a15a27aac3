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
import waybill.order.service.OrderService;
import waybill.server.neighbours.Neighbours;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** The order service as a part of a process, with its ways to inventory and payment. */
final class OrderRole implements RunningRole {
    private static final Role ROLE = Role.ORDER;

    private final Opened opened;
    private final Settings.Retention retention;
    private final Neighbours neighbours;

    /** The service on its database, before it knows its neighbours. */
    record Opened(Database database, OrderService service) implements AutoCloseable {
        /** Migrates the database and starts the engine. */
        static Opened in(Surroundings around) {
            Database database = around.open(ROLE);
            return new Opened(
                    database,
                    new OrderService(
                            database,
                            around.environment(),
                            around.settings().order(),
                            around.storage().masterKey()));
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** The opened service with these neighbours. */
    OrderRole(Opened opened, Neighbours neighbours, Settings settings) {
        this.opened = opened;
        this.neighbours = neighbours;
        this.retention = settings.retention();
    }

    @Override
    public Role role() {
        return ROLE;
    }

    @Override
    public Feed<Announcement> feed() {
        return opened.service.feed();
    }

    @Override
    public RelayLeases relayLeases() {
        return new RelayLeaseTable(opened.database, feed().shards());
    }

    @Override
    public ParkedEvents parkedEvents() {
        return opened.service.parkedEvents();
    }

    @Override
    public void begin(Transport<Announcement> transport, Set<Role> heard) {
        opened.service.listen(transport, RunningRole.services(heard));
        opened.service.keepDeadlines(neighbours.payments());
        opened.service.tidy(new Housekeeper.Kept(retention.idempotencyKeys(), retention.ignoredNews()));
    }

    @Override
    public void checkedBy(Health health) {
        health.service(ROLE.service()).check(ROLE.service(), "database", opened.database::isReachable);
    }

    @Override
    public List<Routes> routes() {
        return opened.service.routes(neighbours.stock(), neighbours.payments());
    }

    @Override
    public void endWaits() {
        opened.service.endWaits();
    }

    @Override
    public void close() {
        opened.close();
        neighbours.close();
    }
}
