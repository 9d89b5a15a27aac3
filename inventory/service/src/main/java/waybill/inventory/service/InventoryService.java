package waybill.inventory.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.deadlines.Housekeeper;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.parked.OperatorActs;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.time.Coalescer;
import waybill.engine.http.Routes;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.engine.postgres.views.PostgresView;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.announcements.InventoryAnnouncer;
import waybill.inventory.service.http.InventoryEndpoints;
import waybill.inventory.service.http.MovementList;
import waybill.inventory.service.http.StockLook;
import waybill.inventory.service.reactions.InventoryReactions;
import waybill.inventory.service.store.InventoryEvents;
import waybill.inventory.service.store.MovementIndex;
import waybill.inventory.service.store.MovementsView;
import waybill.inventory.service.store.StockTable;
import waybill.kernel.OrderId;

/** The inventory service, assembled on a database. */
public final class InventoryService implements AutoCloseable {
    private static final String NAME = "inventory";
    private static final int CHECKS_TOGETHER_MAX = 256;

    private final Environment environment;
    private final InventorySettings settings;
    private final ServiceEngine<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel, Announcement>
            engine;
    private final Coalescer<List<String>, Map<String, StockLevel>> levels;
    private final StockTable stock;
    private final MovementList movements;

    /** Migrates the database and starts the engine; listens to nobody yet. */
    public InventoryService(Database database, Environment environment, InventorySettings settings) {
        database.migrate("db/inventory");
        this.environment = environment;
        this.settings = settings;
        this.stock = new StockTable(database);
        var store = new PostgresEventStore<Warehouse, InventoryEvent, StockLevel>(
                database, InventoryEvents.codec(), new PostgresEventStore.Extras<>(List.of(), stock));
        this.engine = new ServiceEngine<>(
                new ServiceEngine.Parts<>(
                        NAME,
                        store,
                        new Aggregate<>(new InventoryDecider(), InventoryDecider::deadlines, new ShelfRows()),
                        new InventoryAnnouncer(),
                        InventoryService::recorded),
                environment);
        engine.afterCommit(InventoryChanges.log()::committed);
        var view = engine.keep(new PostgresView<>(database, new MovementsView(), store.shards()));
        this.movements = new MovementList(view, new MovementIndex(database), stock);
        StockGauges.show(engine.sample(stock::units), environment.meters());
        this.levels = new Coalescer<>(NAME + "-checks", this::levelsTogether, CHECKS_TOGETHER_MAX);
    }

    private List<Map<String, StockLevel>> levelsTogether(List<List<String>> asked) {
        Map<String, StockLevel> all =
                stock.levels(asked.stream().flatMap(List::stream).distinct().toList());
        return asked.stream().map(_ -> all).toList();
    }

    private static @Nullable Directed<InventoryCommand> recorded(OperatorActs.Act act) {
        return OrderId.parse(act.subject())
                .map(order -> new Directed<InventoryCommand>(
                        InventoryEvents.reservations(order),
                        new InventoryCommand.RecordOperatorAct(order, act.action(), act.reason(), act.by(), act.at())))
                .orElse(null);
    }

    /** Starts to hear what these services announce, and to keep deadlines. */
    public void listen(Transport<Announcement> transport, Set<String> heard) {
        InventoryReactions reactions = new InventoryReactions(environment.clock(), environment.ids(), settings);
        heard.forEach(service -> engine.listen(service, transport, reactions));
        engine.keepDeadlines(Duration.ofSeconds(1), new DueHolds(engine, environment.clock())::due);
    }

    /** Deletes idempotency keys and records of ignored news once they are older than this. */
    public void tidy(Housekeeper.Kept kept) {
        engine.tidy(kept);
    }

    /** What could not be applied and is parked. */
    public ParkedEvents parkedEvents() {
        return engine.parkedEvents();
    }

    /** What inventory announces. */
    public Feed<Announcement> feed() {
        return engine.feed();
    }

    /**
     * Units that are not promised to anybody, of those products that were ever received, as the database has them now;
     * many asks are one query. Fails with the storage, or when too many ask.
     */
    public CompletableFuture<Map<String, Long>> available(List<String> products) {
        return levels.ask(products).thenApply(InventoryService::available);
    }

    private static Map<String, Long> available(Map<String, StockLevel> levels) {
        Map<String, Long> available = new HashMap<>();
        levels.forEach((product, level) -> available.put(product, level.available()));
        return available;
    }

    /** The endpoints. */
    public List<Routes> routes() {
        return List.of(
                new InventoryEndpoints(engine, stock, environment, settings).routes(),
                new StockLook(this::available, environment.clock()).routes(),
                movements.routes());
    }

    @Override
    public void close() {
        engine.close();
        levels.close();
    }
}
