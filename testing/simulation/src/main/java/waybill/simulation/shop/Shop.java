package waybill.simulation.shop;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.log.StreamState;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.store.InventoryEvents;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.Transfers;
import waybill.order.service.store.OrderEvents;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.store.PaymentEvents;
import waybill.simulation.outside.Bank;
import waybill.simulation.world.World;

/** Three services in some processes each, and a bank. */
public final class Shop implements SteppedTransport.Sources {
    private static final int SKEW_MILLIS_MAX = 500;
    private static final int SHARDS_MAX = 3;
    private static final int BYTES_PERCENT = 25;

    private final World world;
    private final Risks risks;
    private final Machinery machinery;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Bank bank;
    private final int replicas;
    private final boolean bytes;
    private final Service<Order, OrderCommand, OrderEvent, OrderRefusal, Void> orders;
    private final Service<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel> stock;
    private final Service<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void> money;
    private final List<Service<?, ?, ?, ?, ?>> services;

    /** A shop that has just opened. */
    public Shop(World world, Wiring wiring) {
        this.world = world;
        this.risks = Risks.of(world);
        this.machinery = wiring.machinery();
        this.bank = new Bank(world, risks.gateway());
        this.replicas = 1 + world.number(2);
        meters.config().meterFilter(MeterFilter.deny());
        int shards = 1 + world.number(SHARDS_MAX);
        this.bytes = world.happens(BYTES_PERCENT);
        Blueprints blueprints = new Blueprints(this, wiring);
        this.orders = new Service<>(this, blueprints.orders(), shards);
        this.stock = new Service<>(this, blueprints.stock(), shards);
        this.money = new Service<>(this, blueprints.money(), shards);
        this.services = List.of(orders, stock, money);
        services.forEach(this::fill);
    }

    /** Whether events become bytes in this life. */
    boolean writesBytes() {
        return bytes;
    }

    /** Starts as many processes of a service as there are meant to be. */
    public void fill(Service<?, ?, ?, ?, ?> service) {
        while (service.replicas().size() < replicas) {
            machinery.started(service.start());
        }
    }

    /** Whether a process of the service is missing. */
    boolean lacks(Service<?, ?, ?, ?, ?> service) {
        return service.replicas().size() < replicas;
    }

    @Override
    public @Nullable Feed<Announcement> feed(String source) {
        return service(source).someone().map(replica -> replica.engine().feed()).orElse(null);
    }

    @Override
    public long said(String source, int shard) {
        return service(source).disk().log(shard).size();
    }

    /** The service of this name. */
    public Service<?, ?, ?, ?, ?> service(String name) {
        for (Service<?, ?, ?, ?, ?> one : services) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no service " + name);
    }

    /** A thread of this process does this some time. */
    public void later(Replica<?, ?, ?, ?, ?> replica, Runnable task) {
        replica.soon(task);
    }

    /** How this process asks payment directly. */
    public Transfers transfers(Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica) {
        return new Transfers(new DirectPayments(this), replica.clock());
    }

    /** How wrong the clock of a process is. */
    Duration skew() {
        return Duration.ofMillis(world.number(2 * SKEW_MILLIS_MAX + 1) - SKEW_MILLIS_MAX);
    }

    /** The orders there are, oldest first. */
    public Map<OrderId, Order.Known> known() {
        Map<OrderId, Order.Known> known = new LinkedHashMap<>();
        for (StreamState<Order> stream : orders.disk().states().values()) {
            if (stream.state() instanceof Order.Known order) {
                known.put(order.facts().id(), order);
            }
        }
        return known;
    }

    /** An order as it was committed last. */
    public Order order(OrderId order) {
        Order state = orders.disk().state(OrderEvents.order(order).name());
        return state == null
                ? orders.blueprint().aggregate().apply(world).decider().initial()
                : state;
    }

    /** The payments of an order as they were committed last. */
    public Payments paymentsOf(OrderId order) {
        Payments state = money.disk().state(PaymentEvents.payments(order).name());
        return state == null ? Payments.NONE : state;
    }

    /** The reservations of an order as they were committed last; null if there never were any. */
    public @Nullable Warehouse reservationsOf(OrderId order) {
        return stock.disk().state(InventoryEvents.reservations(order).name());
    }

    /** Time and chance. */
    public World world() {
        return world;
    }

    /** The provider of payments. */
    public Bank bank() {
        return bank;
    }

    /** How rough it is. */
    public Risks risks() {
        return risks;
    }

    MeterRegistry meters() {
        return meters;
    }

    Machinery machinery() {
        return machinery;
    }

    /** All three. */
    public List<Service<?, ?, ?, ?, ?>> services() {
        return services;
    }

    /** The order service. */
    public Service<Order, OrderCommand, OrderEvent, OrderRefusal, Void> orders() {
        return orders;
    }

    /** The inventory service. */
    public Service<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel> stock() {
        return stock;
    }

    /** The payment service. */
    public Service<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void> money() {
        return money;
    }
}
