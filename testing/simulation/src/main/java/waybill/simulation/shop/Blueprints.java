package waybill.simulation.shop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import waybill.contracts.json.WireJson;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.SharedRows;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.TypedCodec;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Retries;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.DueHolds;
import waybill.inventory.service.ShelfRows;
import waybill.inventory.service.announcements.InventoryAnnouncer;
import waybill.inventory.service.store.InventoryEvents;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDeadlines;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.DueOrders;
import waybill.order.service.OrderSettings;
import waybill.order.service.Transfers;
import waybill.order.service.announcements.OrderAnnouncer;
import waybill.order.service.store.OrderEvents;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.GatewayDesk;
import waybill.payment.service.announcements.PaymentAnnouncer;
import waybill.payment.service.gateway.CallThreads;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayCaller;
import waybill.payment.service.store.PaymentEvents;

/** How each service is put together: as its own assembly does it, on other ports. */
final class Blueprints {
    static final String ORDER = "order";
    static final String INVENTORY = "inventory";
    static final String PAYMENT = "payment";

    private static final EventCodec<OrderEvent> ORDER_EVENTS =
            new TypedCodec<>(OrderEvents.CLASSES, WireJson::write, WireJson::read);
    private static final EventCodec<InventoryEvent> STOCK_EVENTS = InventoryEvents.codec();
    private static final EventCodec<PaymentEvent> MONEY_EVENTS = PaymentEvents.codec();

    private final Shop shop;
    private final Wiring wiring;

    Blueprints(Shop shop, Wiring wiring) {
        this.shop = shop;
        this.wiring = wiring;
    }

    /** The order service. What is personal is not sealed here: nothing of it reaches a disk. */
    Blueprint<Order, OrderCommand, OrderEvent, OrderRefusal, Void> orders() {
        return new Blueprint<>(
                ORDER,
                ORDER_EVENTS,
                _ -> new Aggregate<>(
                        wiring.orderDecider(),
                        wiring.machinery().deadlines(ORDER, Order::deadlines),
                        SharedRows.none()),
                new OrderAnnouncer(),
                new Blueprint.Hearing<>(List.of(INVENTORY, PAYMENT), wiring::orderReaction),
                this::fitOrders);
    }

    private Consumer<Deadline> fitOrders(Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica) {
        Transfers transfers = shop.transfers(replica);
        OrderDeadlines.Spans spans = OrderSettings.usual().spans();
        DueOrders due = new DueOrders(replica.engine().runner(), transfers, replica.clock(), spans, replica::soon);
        replica.engine().afterCommit(due::committed);
        return due::due;
    }

    /** The inventory service. */
    Blueprint<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel> stock() {
        return new Blueprint<>(
                INVENTORY,
                STOCK_EVENTS,
                _ -> new Aggregate<>(
                        wiring.stockDecider(),
                        wiring.machinery().deadlines(INVENTORY, InventoryDecider::deadlines),
                        new ShelfRows()),
                new InventoryAnnouncer(),
                new Blueprint.Hearing<>(List.of(ORDER, PAYMENT), clock -> wiring.stockReaction(clock, shop.world())),
                replica -> new DueHolds(replica.engine(), replica.clock())::due);
    }

    /** The payment service. */
    Blueprint<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void> money() {
        return new Blueprint<>(
                PAYMENT,
                MONEY_EVENTS,
                clock -> new Aggregate<>(
                        wiring.moneyDecider(clock),
                        wiring.machinery().deadlines(PAYMENT, PaymentDeadlines::of),
                        SharedRows.none()),
                new PaymentAnnouncer(),
                new Blueprint.Hearing<>(List.of(ORDER, INVENTORY), clock -> wiring.moneyReaction(clock, shop.world())),
                this::fitMoney);
    }

    private Consumer<Deadline> fitMoney(Replica<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void> replica) {
        Machinery.Home home = new Machinery.Home(PAYMENT, shop, replica.life());
        Gateway line =
                new Line(wiring.machinery().gateway(home, shop.bank()), replica.life(), shop.world(), shop.risks());
        Policy policy = Policy.gateway();
        Policy questions = new Policy(
                "questions", policy.timeout(), policy.deadline(), policy.callsMax(), Retries.none(), policy.breaker());
        GatewayDesk desk = new GatewayDesk(
                replica.engine(),
                new GatewayDesk.Calls(caller(line, policy, replica), caller(line, questions, replica)),
                replica.environment());
        replica.engine().afterCommit(desk::committed);
        replica.asks(desk);
        return desk::due;
    }

    private GatewayCaller caller(Gateway line, Policy policy, Replica<?, ?, ?, ?, ?> replica) {
        return new GatewayCaller(
                line,
                new Guarded(policy, shop.world(), shop.meters()),
                wiring.machinery().callClock(replica.clock()),
                new OneThread(replica));
    }

    /** A call is one of the things that a process does some time. */
    private record OneThread(Replica<?, ?, ?, ?, ?> replica) implements CallThreads {
        @Override
        public void call(Runnable call) {
            replica.soon(call);
        }

        @Override
        public <T> T attempt(Duration patience, Callable<T> attempt) throws Exception {
            return attempt.call();
        }
    }
}
