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
import waybill.payment.service.GatewayChoice;
import waybill.payment.service.PaymentService;
import waybill.server.CannotStart;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** The payment service as a part of a process, with the gateway that is set. */
final class PaymentRole implements RunningRole {
    private static final Role ROLE = Role.PAYMENT;

    private final Database database;
    private final PaymentService service;
    private final Settings.Retention retention;

    /** Migrates the database and starts the engine. */
    PaymentRole(Surroundings around) {
        this.retention = around.settings().retention();
        GatewayChoice gateway = gateway(around.settings().gateway());
        this.database = around.open(ROLE);
        this.service = new PaymentService(
                database,
                around.environment(),
                gateway,
                around.settings().resilience().gateway(),
                around.chaos());
    }

    private static GatewayChoice gateway(Settings.Gateway chosen) {
        return switch (chosen) {
            case Settings.Gateway.Sandbox _ -> new GatewayChoice.Sandbox();
            case Settings.Gateway.Stripe stripe -> stripe(stripe);
        };
    }

    private static GatewayChoice stripe(Settings.Gateway.Stripe stripe) {
        try {
            return GatewayChoice.stripe(
                    stripe.secretKey().reveal(), stripe.webhookSecret().reveal(), stripe.baseUrl());
        } catch (IllegalArgumentException unusable) {
            throw new CannotStart("Stripe cannot be used: " + unusable.getMessage() + ".", unusable);
        }
    }

    /** The service, for those who ask it directly. */
    PaymentService service() {
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
        service.tidy(new Housekeeper.Kept(retention.paymentIdempotencyKeys(), retention.ignoredNews()));
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
        service.endWaits();
    }

    @Override
    public void close() {
        service.close();
    }
}
