package waybill.payment.service;

import java.time.Duration;
import java.util.List;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.SharedRows;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.time.Coalescer;
import waybill.engine.http.Routes;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.announcements.PaymentAnnouncer;
import waybill.payment.service.gateway.GatewayCaller;
import waybill.payment.service.gateway.GatewayLimits;
import waybill.payment.service.gateway.Pause;
import waybill.payment.service.gateway.SandboxEntry;
import waybill.payment.service.gateway.SandboxGateway;
import waybill.payment.service.http.PaymentEndpoints;
import waybill.payment.service.http.SandboxEndpoints;
import waybill.payment.service.reactions.PaymentReactions;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.store.PaymentIndex;
import waybill.payment.service.store.PostgresSandboxLedger;

/** The payment service, assembled on a database, with the sandbox gateway. */
public final class PaymentService implements AutoCloseable {
    private static final String NAME = "payment";
    private static final int ENTRIES_TOGETHER_MAX = 256;

    private final Environment environment;
    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void, Announcement> engine;
    private final PostgresSandboxLedger ledger;
    private final Coalescer<SandboxEntry, SandboxEntry> booking;
    private final GatewayDesk desk;
    private final PaymentIndex index;
    private final Watchers<PaymentEvent> watchers = new Watchers<>();

    /** Migrates the database and starts the engine; listens to nobody yet. */
    public PaymentService(Database database, Environment environment) {
        database.migrate("db/payment");
        this.environment = environment;
        this.index = new PaymentIndex(database);
        var store = new PostgresEventStore<Payments, PaymentEvent, Void>(
                database, PaymentEvents.codec(), new PostgresEventStore.Extras<>(List.of(index), null));
        this.engine = new ServiceEngine<>(
                new ServiceEngine.Parts<>(
                        NAME,
                        store,
                        new Aggregate<>(new DecidedNow(environment.clock()), PaymentDeadlines::of, SharedRows.none()),
                        new PaymentAnnouncer(),
                        _ -> null),
                environment);
        this.ledger = new PostgresSandboxLedger(database);
        this.booking = new Coalescer<>("sandbox-books", ledger::record, ENTRIES_TOGETHER_MAX);
        SandboxGateway sandbox = new SandboxGateway(ledger, booking::ask, environment.clock(), Pause.REAL);
        GatewayDesk.Calls calls = new GatewayDesk.Calls(
                new GatewayCaller(sandbox, GatewayLimits.USUAL, environment.clock()),
                new GatewayCaller(sandbox, GatewayLimits.QUESTIONS, environment.clock()));
        this.desk = new GatewayDesk(engine, calls, environment.clock(), environment.ids());
        engine.afterCommit(desk::committed);
    }

    /** Starts to hear what inventory and order announce, and to keep deadlines. */
    public void listen(Transport<Announcement> transport) {
        PaymentReactions reactions = new PaymentReactions(environment.clock(), environment.ids());
        engine.follow(watchers::see);
        engine.listen("inventory", transport, reactions);
        engine.listen("order", transport, reactions);
        engine.keepDeadlines(Duration.ofSeconds(1), desk::due);
    }

    /** What payment announces. */
    public Feed<Announcement> feed() {
        return engine.feed();
    }

    /** The endpoints, those of the sandbox gateway included. */
    public List<Routes> routes() {
        return List.of(
                new PaymentEndpoints(engine, index, watchers, environment).routes(),
                new SandboxEndpoints(ledger).routes());
    }

    @Override
    public void close() {
        engine.close();
        booking.close();
    }
}
