package waybill.simulation.exploration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.time.IdSource;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.InventorySettings;
import waybill.inventory.service.announcements.InventoryAnnouncer;
import waybill.inventory.service.reactions.InventoryReactions;
import waybill.inventory.service.store.InventoryEvents;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.EventId;
import waybill.kernel.ProductId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.OrderSettings;
import waybill.order.service.announcements.OrderAnnouncer;
import waybill.order.service.reactions.OrderReactions;
import waybill.order.service.store.OrderEvents;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent;
import waybill.payment.service.announcements.PaymentAnnouncer;
import waybill.payment.service.reactions.PaymentReactions;
import waybill.payment.service.store.PaymentEvents;
import waybill.simulation.exploration.Moment.Lane;
import waybill.simulation.exploration.Moment.Life;

/** The deciders, reactions and announcers as they are shipped: takes a command at one moment, and makes the next. */
final class SmallShop implements InstantSource, IdSource {
    static final ProductId PRODUCT = new ProductId("A");
    private static final long VERSION_7 = 0x0190_0000_0000_7000L;
    private static final long NOT_GIVEN = -1;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Decider<Order, OrderCommand, OrderEvent, OrderRefusal> orders;
    private final Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> stock;
    private final Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal> money;
    private final OrderReactions orderHears = new OrderReactions(this, OrderSettings.usual());
    private final InventoryReactions stockHears =
            new InventoryReactions(this, this, new InventorySettings(Duration.ofMinutes(20)));
    private final PaymentReactions moneyHears = new PaymentReactions(this, this);
    private final OrderAnnouncer orderSays = new OrderAnnouncer();
    private final InventoryAnnouncer stockSays = new InventoryAnnouncer();
    private final PaymentAnnouncer moneySays = new PaymentAnnouncer();
    private Instant now = Instant.EPOCH;
    private long first = NOT_GIVEN;
    private long ids;

    /** A shop of these deciders. */
    SmallShop(
            Decider<Order, OrderCommand, OrderEvent, OrderRefusal> orders,
            Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> stock,
            Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal> money) {
        this.orders = orders;
        this.stock = stock;
        this.money = money;
    }

    static SmallShop real() {
        return new SmallShop(new OrderDecider(), new InventoryDecider(), new PaymentDecider());
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Whatever is heard next takes its names from here, so that they do not tell what else could have happened. */
    void nameFrom(long number) {
        first = number;
    }

    /** The first of these names. */
    UUID first() {
        ids = first;
        return next();
    }

    @Override
    public UUID next() {
        return new UUID(VERSION_7, VARIANT | ++ids);
    }

    /** The moment after the next announcement of this lane was heard; the lane still has it if it is heard twice. */
    Moment hear(Moment was, int index, Lane lane, boolean again) {
        Life life = was.lives().get(index);
        Announcement said = life.said().getOrDefault(lane, List.of()).getFirst();
        Moment then = again ? was.repeating() : was.with(index, life.hearing(lane));
        now = was.now();
        ids = first == NOT_GIVEN ? ids : first;
        return switch (lane) {
            case STOCK_TO_ORDER, MONEY_TO_ORDER -> tell(then, index, reaction(orderHears, said));
            case ORDER_TO_STOCK, MONEY_TO_STOCK -> tell(then, index, reaction(stockHears, said));
            case ORDER_TO_MONEY, STOCK_TO_MONEY -> tell(then, index, reaction(moneyHears, said));
        };
    }

    private <C> @Nullable C reaction(Reaction<Announcement, C> hears, Announcement said) {
        Directed<C> directed = hears.when(said, envelope(said));
        return directed == null ? null : directed.command();
    }

    private Moment tell(Moment was, int index, @Nullable Object command) {
        return switch (command) {
            case OrderCommand it -> order(was, index, it);
            case InventoryCommand it -> stock(was, index, it);
            case PaymentCommand it -> money(was, index, it);
            case null, default -> was;
        };
    }

    /** The moment after an order was told this. */
    Moment order(Moment was, int index, OrderCommand command) {
        now = was.now();
        Life life = was.lives().get(index);
        Decision<OrderEvent, OrderRefusal> decision = orders.decide(life.order(), command);
        if (!(decision instanceof Decision.Accepted<OrderEvent, OrderRefusal>(var events))) {
            return was;
        }
        for (OrderEvent event : events) {
            life = life.with(orders.evolve(life.order(), event));
            Announcement said = said(orderSays, OrderEvents.order(life.id()), event);
            life = heardBy(life, said, Lane.ORDER_TO_STOCK, stockHears);
            life = heardBy(life, said, Lane.ORDER_TO_MONEY, moneyHears);
        }
        return was.with(index, life);
    }

    /** The moment after inventory was told this about an order. */
    Moment stock(Moment was, int index, InventoryCommand command) {
        now = was.now();
        Life life = was.lives().get(index);
        Warehouse warehouse = new Warehouse(life.goods(), Map.of(PRODUCT, was.level()));
        if (!(stock.decide(warehouse, command)
                instanceof Decision.Accepted<InventoryEvent, InventoryRefusal>(var events))) {
            return was;
        }
        for (InventoryEvent event : events) {
            warehouse = stock.evolve(warehouse, event);
            Announcement said = said(stockSays, InventoryEvents.reservations(life.id()), event);
            life = heardBy(life, said, Lane.STOCK_TO_ORDER, orderHears);
            life = heardBy(life, said, Lane.STOCK_TO_MONEY, moneyHears);
        }
        StockLevel level = warehouse.level(PRODUCT).orElseThrow();
        return was.with(level).with(index, life.with(warehouse.reservations()));
    }

    /** The moment after payment was told this about an order. */
    Moment money(Moment was, int index, PaymentCommand command) {
        now = was.now();
        Life life = was.lives().get(index);
        if (!(money.decide(life.payments(), command)
                instanceof Decision.Accepted<PaymentEvent, PaymentRefusal>(var events))) {
            return was;
        }
        for (PaymentEvent event : events) {
            life = called(life.with(money.evolve(life.payments(), event)), event);
            Announcement said = said(moneySays, PaymentEvents.payments(life.id()), event);
            life = heardBy(life, said, Lane.MONEY_TO_ORDER, orderHears);
            life = heardBy(life, said, Lane.MONEY_TO_STOCK, stockHears);
        }
        return was.with(index, life);
    }

    private static Life called(Life life, PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.PaymentInitiated it -> life.calling(new Moment.Call(it.transaction(), Kind.AUTHORIZE));
            case CaptureEvent.CaptureInitiated it -> life.calling(new Moment.Call(it.transaction(), Kind.CAPTURE));
            case RefundEvent.RefundInitiated it -> life.calling(new Moment.Call(it.transaction(), Kind.REFUND));
            case PaymentEvent.VoidInitiated it -> life.calling(new Moment.Call(it.transaction(), Kind.VOID));
            case PaymentEvent _ -> life;
        };
    }

    private <C> Life heardBy(Life life, @Nullable Announcement said, Lane lane, Reaction<Announcement, C> hears) {
        return said == null || hears.when(said, envelope(said)) == null ? life : life.saying(lane, said);
    }

    private <E> @Nullable Announcement said(Announcer<E, Announcement> says, StreamId stream, E event) {
        Meta meta = new Meta(EventId.of(new UUID(VERSION_7, VARIANT)), "exploration", null, "shop", null);
        return says.announce(new Recorded<>(0, 1, stream, 1, event.getClass().getSimpleName(), event, meta, now));
    }

    private Envelope<Announcement> envelope(Announcement said) {
        Meta meta = new Meta(EventId.of(new UUID(VERSION_7, VARIANT)), "exploration", null, "shop", null);
        return new Envelope<>("shop", 0, 1, 1, "", said.getClass().getSimpleName(), now, meta, said, null);
    }
}
