package waybill.order.service;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.commands.SharedRows;
import waybill.engine.core.deadlines.Housekeeper;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.parked.OperatorActs;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.http.Routes;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.engine.postgres.views.PostgresView;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.Remark;
import waybill.order.service.announcements.OrderAnnouncer;
import waybill.order.service.customers.CustomerEndpoints;
import waybill.order.service.http.Intake;
import waybill.order.service.http.OrderEndpoints;
import waybill.order.service.http.OrderLists;
import waybill.order.service.meters.OrderGauges;
import waybill.order.service.meters.OrderMeters;
import waybill.order.service.persons.KeyRing;
import waybill.order.service.reactions.OrderReactions;
import waybill.order.service.store.OrderCounts;
import waybill.order.service.store.OrderEvents;
import waybill.order.service.store.OrderIndex;
import waybill.order.service.store.OrdersView;
import waybill.order.service.store.PersonKeyTable;
import waybill.order.service.store.SealGuard;

/** The order service, assembled on a database. */
public final class OrderService implements AutoCloseable {
    private static final String NAME = "order";
    private static final Duration LOOK_AT_DEADLINES_EVERY = Duration.ofSeconds(1);

    private final Environment environment;
    private final OrderSettings settings;
    private final KeyRing keys;
    private final ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, Void, Announcement> engine;
    private final Watchers<OrderEvent> watchers = new Watchers<>();
    private final Intake intake;
    private final OrdersView orders;
    private final OrderLists lists;
    private final CustomerEndpoints persons;

    /**
     * Migrates the database and starts the engine; listens to nobody yet.
     *
     * @throws NoMasterKey if personal data cannot be read or written
     */
    public OrderService(Database database, Environment environment, OrderSettings settings, MasterKeySource masterKey) {
        prepare(database);
        this.environment = environment;
        this.settings = settings;
        PersonKeyTable table = new PersonKeyTable(database);
        this.keys = new KeyRing(table, masterKey, environment.ids());
        var store = new PostgresEventStore<Order, OrderEvent, Void>(
                database, OrderEvents.codec(keys), new PostgresEventStore.Extras<>(List.of(new SealGuard(keys)), null));
        this.engine = new ServiceEngine<>(
                new ServiceEngine.Parts<>(
                        NAME,
                        store,
                        new Aggregate<>(new OrderDecider(), Order::deadlines, SharedRows.none()),
                        new OrderAnnouncer(),
                        OrderService::recorded),
                environment);
        this.intake = new Intake(settings.intakeMax());
        Gauge.builder("orders.intake", intake, Intake::size)
                .description("New orders on their way to their stock, of which there may be only so many")
                .register(environment.meters());
        engine.afterBatch(new OrderMeters(environment.meters())::committed);
        engine.afterCommit(OrderChanges.log()::committed);
        this.orders = new OrdersView(store::load);
        OrderIndex index = new OrderIndex(database);
        var view = engine.keep(new PostgresView<>(database, orders, store.shards()));
        this.lists = new OrderLists(engine, view, index, environment);
        OrderGauges.show(
                engine.sample(() -> OrderCounts.in(database, environment.clock().instant())), environment.meters());
        this.persons = new CustomerEndpoints(engine, keys, table, environment);
        keys.whenForgotten(this::forget);
    }

    private static @Nullable Directed<OrderCommand> recorded(OperatorActs.Act act) {
        return OrderId.parse(act.subject())
                .map(order -> new Directed<OrderCommand>(
                        OrderEvents.order(order),
                        new OrderCommand.RecordOperatorAct(
                                order, act.action(), new Remark(act.reason()), act.by(), act.at())))
                .orElse(null);
    }

    /** Makes the tables of the database or brings them up to date; nothing is started. */
    public static void prepare(Database database) {
        database.migrate("db/order");
    }

    /** Starts to hear what these services announce, and to answer those who wait. */
    public void listen(Transport<Announcement> transport, Set<String> heard) {
        OrderReactions reactions = new OrderReactions(environment.clock(), settings);
        engine.follow(event -> {
            intake.see(event);
            watchers.see(event);
        });
        heard.forEach(service -> engine.listen(service, transport, reactions));
    }

    /** Nothing that was read before is remembered of this customer's orders. */
    private void forget(String customer) {
        engine.drop(order -> order instanceof Order.Known known
                && known.facts().what().customer().id().equals(customer));
        orders.forget(customer);
        watchers.outdate();
    }

    /** Deletes idempotency keys and records of ignored news once they are older than this. */
    public void tidy(Housekeeper.Kept kept) {
        engine.tidy(kept);
    }

    /** What could not be applied and is parked. */
    public ParkedEvents parkedEvents() {
        return engine.parkedEvents();
    }

    /** What orders announce. */
    public Feed<Announcement> feed() {
        return engine.feed();
    }

    /** The endpoints. */
    public List<Routes> routes(StockCheck stock, Payments payments) {
        Transfers transfers = new Transfers(payments, environment.clock());
        OrderEndpoints.Asked asked = new OrderEndpoints.Asked(stock, keys::ensure, transfers, intake);
        List<Routes> routes =
                new ArrayList<>(new OrderEndpoints(engine, watchers, asked, environment, settings).routes());
        routes.add(lists.routes());
        routes.add(persons.routes());
        return routes;
    }

    /** Starts to act when deadlines come, and to ask payment for money that nobody has said anything about. */
    public void keepDeadlines(Payments payments) {
        Transfers transfers = new Transfers(payments, environment.clock());
        DueOrders due = new DueOrders(
                engine.runner(), transfers, environment.clock(), settings.spans(), Thread::startVirtualThread);
        engine.afterCommit(due::committed);
        engine.keepDeadlines(LOOK_AT_DEADLINES_EVERY, due::due);
    }

    /** Whoever waits for an outcome goes on with what there is, now and from now on. */
    public void endWaits() {
        watchers.end();
    }

    @Override
    public void close() {
        engine.close();
        keys.close();
    }
}
