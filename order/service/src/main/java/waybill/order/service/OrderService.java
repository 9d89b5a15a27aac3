package waybill.order.service;

import java.util.List;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.SharedRows;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.http.Routes;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.engine.postgres.views.PostgresView;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.announcements.OrderAnnouncer;
import waybill.order.service.http.AskedFirst;
import waybill.order.service.http.OrderEndpoints;
import waybill.order.service.http.OrderLists;
import waybill.order.service.persons.KeyRing;
import waybill.order.service.reactions.OrderReactions;
import waybill.order.service.store.OrderEvents;
import waybill.order.service.store.OrderIndex;
import waybill.order.service.store.OrdersView;
import waybill.order.service.store.PersonKeyTable;
import waybill.order.service.store.SealGuard;

/** The order service, assembled on a database. */
public final class OrderService implements AutoCloseable {
    private static final String NAME = "order";

    private final Environment environment;
    private final OrderSettings settings;
    private final KeyRing keys;
    private final ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, Void, Announcement> engine;
    private final Watchers<OrderEvent> watchers = new Watchers<>();
    private final OrderLists lists;

    /**
     * Migrates the database and starts the engine; listens to nobody yet.
     *
     * @throws NoMasterKey if personal data cannot be read or written
     */
    public OrderService(Database database, Environment environment, OrderSettings settings, MasterKeySource masterKey) {
        database.migrate("db/order");
        this.environment = environment;
        this.settings = settings;
        this.keys = new KeyRing(new PersonKeyTable(database), masterKey, environment.ids());
        var store = new PostgresEventStore<Order, OrderEvent, Void>(
                database, OrderEvents.codec(keys), new PostgresEventStore.Extras<>(List.of(new SealGuard(keys)), null));
        this.engine = new ServiceEngine<>(
                new ServiceEngine.Parts<>(
                        NAME,
                        store,
                        new Aggregate<>(new OrderDecider(), Order::deadlines, SharedRows.none()),
                        new OrderAnnouncer(),
                        _ -> null),
                environment);
        engine.afterCommit(new OrderMeters(environment.meters())::committed);
        var view = engine.keep(new PostgresView<>(database, new OrdersView(store::load), store.shards()));
        this.lists = new OrderLists(engine, view, new OrderIndex(database), environment);
        keys.whenForgotten(this::forget);
    }

    /** Starts to hear what inventory and payment announce, and to answer those who wait. */
    public void listen(Transport<Announcement> transport) {
        OrderReactions reactions = new OrderReactions(environment.clock(), settings);
        engine.follow(watchers::see);
        engine.listen("inventory", transport, reactions);
        engine.listen("payment", transport, reactions);
    }

    /** Nothing that was read before is remembered of this customer's orders. */
    private void forget(String customer) {
        engine.drop(order -> order instanceof Order.Known known
                && known.facts().what().customer().id().equals(customer));
        watchers.outdate();
    }

    /** What orders announce. */
    public Feed<Announcement> feed() {
        return engine.feed();
    }

    /** The endpoints. */
    public List<Routes> routes(StockCheck stock) {
        OrderEndpoints endpoints =
                new OrderEndpoints(engine, watchers, new AskedFirst(stock, keys::ensure), environment, settings);
        return List.of(endpoints.reading(), endpoints.writing(), lists.routes());
    }

    @Override
    public void close() {
        engine.close();
        keys.close();
    }
}
