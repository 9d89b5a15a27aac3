package waybill.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.contracts.Announcement;
import waybill.contracts.Announcements;
import waybill.contracts.ContractFiles;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.deadlines.Housekeeper;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.time.MovableClock;
import waybill.engine.core.time.TimedIds;
import waybill.engine.http.Routes;
import waybill.engine.http.feed.FeedRoutes;
import waybill.engine.http.pages.Health;
import waybill.engine.http.pages.StandardPages;
import waybill.engine.http.parked.ParkedRoutes;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.DatabaseAddress;
import waybill.inventory.service.InventoryService;
import waybill.order.service.MasterKeySource;
import waybill.order.service.OrderService;
import waybill.order.service.Payments;
import waybill.payment.service.GatewayChoice;
import waybill.payment.service.PaymentService;
import waybill.server.settings.Settings;

/** The three services, each on its own database, joined by the local transport. */
final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** As fine as events are stored: what is decided is what is read back. */
    private static final InstantSource REAL = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    private final Deque<Runnable> running = new ArrayDeque<>();
    private final Settings settings;
    /** What everything goes by in test mode. */
    private final MovableClock movable = new MovableClock(REAL);

    private final Database orders;
    private final Database stock;
    private final Database payments;
    private final OrderService order;
    private final InventoryService inventory;
    private final PaymentService payment;
    private final Payments money;

    /** Services on these databases by name ({@code waybill_order}, …), which are migrated first. */
    Services(
            Function<String, DatabaseAddress> databases,
            MeterRegistry meters,
            Settings settings,
            MasterKeySource masterKey) {
        this(databases, meters, settings, masterKey, LocalPayments::new);
    }

    /** The same with another way from the order service to payment. */
    Services(
            Function<String, DatabaseAddress> databases,
            MeterRegistry meters,
            Settings settings,
            MasterKeySource masterKey,
            Function<PaymentService, Payments> transfers) {
        this.settings = settings;
        if (settings.testMode()) {
            LOG.warn("test mode is on: whoever can reach this process can move its clock; not for real orders");
        }
        InstantSource clock = settings.testMode() ? movable : REAL;
        Environment environment = new Environment(
                clock,
                new TimedIds(clock, () -> ThreadLocalRandom.current().nextLong()),
                meters,
                CommandRunner.Sizes.usual());
        GatewayChoice gateway = gateway(settings.gateway());
        this.orders = open(databases, "order", meters);
        this.stock = open(databases, "inventory", meters);
        this.payments = open(databases, "payment", meters);
        var ordering =
                CompletableFuture.supplyAsync(() -> new OrderService(orders, environment, settings.order(), masterKey));
        var stocking =
                CompletableFuture.supplyAsync(() -> new InventoryService(stock, environment, settings.inventory()));
        this.payment = new PaymentService(payments, environment, gateway);
        running.push(payment::close);
        this.inventory = joined(stocking);
        running.push(inventory::close);
        this.order = joined(ordering);
        running.push(order::close);
        LocalTransport<Announcement> transport = new LocalTransport<>();
        transport.offer(order.feed());
        transport.offer(inventory.feed());
        transport.offer(payment.feed());
        order.listen(transport);
        inventory.listen(transport);
        payment.listen(transport);
        this.money = transfers.apply(payment);
        order.keepDeadlines(money);
        tidy(settings.retention());
    }

    private void tidy(Settings.Retention retention) {
        Housekeeper.Kept kept = new Housekeeper.Kept(retention.idempotencyKeys(), retention.ignoredNews());
        order.tidy(kept);
        inventory.tidy(kept);
        payment.tidy(new Housekeeper.Kept(retention.paymentIdempotencyKeys(), retention.ignoredNews()));
    }

    /** What was made meanwhile; what kept it from being made is thrown as it is. */
    private static <T> T joined(CompletableFuture<T> made) {
        try {
            return made.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
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

    private Database open(Function<String, DatabaseAddress> databases, String service, MeterRegistry meters) {
        Database database =
                new Database(service, databases.apply("waybill_" + service), Database.Sizes.usual(), meters);
        running.push(database::close);
        return database;
    }

    /** What can be asked about the services' health. */
    Health health() {
        return new Health()
                .service("order")
                .check("order", "database", orders::isReachable)
                .service("inventory")
                .check("inventory", "database", stock::isReachable)
                .service("payment")
                .check("payment", "database", payments::isReachable);
    }

    /** Everything that is served. */
    List<Routes> routes(Health health, PrometheusMeterRegistry metrics) {
        List<Routes> routes = new ArrayList<>();
        routes.addAll(order.routes(new LocalStockCheck(inventory), money));
        routes.addAll(inventory.routes());
        routes.addAll(payment.routes());
        routes.add(new FeedRoutes<>(List.of(order.feed(), inventory.feed(), payment.feed()), Announcements::encode)
                .routes());
        routes.add(new ParkedRoutes(List.of(order.parkedEvents(), inventory.parkedEvents(), payment.parkedEvents()))
                .routes());
        if (settings.testMode()) {
            routes.add(new ClockEndpoints(movable).routes());
        }
        routes.add(StandardPages.routes(health, metrics, ContractFiles.openApi(), contract()));
        return settings.keysRequired()
                ? routes
                : routes.stream().map(Services::withoutNeedOfKeys).toList();
    }

    private static Routes withoutNeedOfKeys(Routes routes) {
        return routes.wrapped((_, handler) -> call -> handler.answer(call.withoutNeedOfKey()));
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(ContractFiles.openApi());
        } catch (IOException impossible) {
            throw new UncheckedIOException("the contract in this program is not YAML", impossible);
        }
    }

    @Override
    public void close() {
        CloseAll.of(running);
    }
}
