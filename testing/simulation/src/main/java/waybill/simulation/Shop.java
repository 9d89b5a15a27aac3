package waybill.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import waybill.engine.core.log.Recorded;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.announcements.InventoryAnnouncer;
import waybill.inventory.service.store.InventoryEvents;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.kernel.TransactionId;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDeadlines;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.announcements.OrderAnnouncer;
import waybill.order.service.store.OrderEvents;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent;
import waybill.payment.domain.Transaction;
import waybill.payment.service.announcements.PaymentAnnouncer;
import waybill.payment.service.store.PaymentEvents;

/** Three services and a gateway, one thing at a time. */
final class Shop {
    static final OrderDeadlines.Spans SPANS = new OrderDeadlines.Spans(Duration.ofMinutes(15), Duration.ofSeconds(30));

    final World world;
    final SimulatedGateway gateway;
    final Shelf shelf = new Shelf();
    final Participant<Order, OrderCommand, OrderEvent, OrderRefusal> orders;
    final Participant<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> stock;
    final Participant<Payments, PaymentCommand, PaymentEvent, PaymentRefusal> money;

    Shop(long seed, Wiring wiring) {
        this.world = new World(seed);
        this.gateway = new SimulatedGateway(world);
        this.orders = new Participant<>(
                new Participant.Parts<>(
                        "order",
                        wiring.orderDecider(),
                        new OrderAnnouncer(),
                        OrderDeadlines::of,
                        Participant.Lending.none()),
                world);
        this.stock = new Participant<>(
                new Participant.Parts<>(
                        "inventory",
                        wiring.stockDecider(),
                        new InventoryAnnouncer(),
                        InventoryDecider::deadlines,
                        shelf),
                world);
        this.money = new Participant<>(
                new Participant.Parts<>(
                        "payment",
                        wiring.moneyDecider(),
                        new PaymentAnnouncer(),
                        PaymentDeadlines::of,
                        Participant.Lending.none()),
                world);
        orders.listen(stock, wiring.orderReaction(world));
        orders.listen(money, wiring.orderReaction(world));
        stock.listen(orders, wiring.stockReaction(world));
        stock.listen(money, wiring.stockReaction(world));
        money.listen(orders, wiring.moneyReaction(world));
        money.listen(stock, wiring.moneyReaction(world));
        orders.afterCommit(this::askForMoney);
        money.afterCommit(this::callGateway);
    }

    List<Participant<?, ?, ?, ?>> services() {
        return List.of(orders, stock, money);
    }

    void receive(ProductId product, int units) {
        stock.tell(
                InventoryEvents.movement(product, world.next().toString()),
                new InventoryCommand.Receive(product, units, null, null, world.instant()));
    }

    void tell(OrderCommand command) {
        orders.tell(OrderEvents.order(command.order()), command);
    }

    Decision<PaymentEvent, PaymentRefusal> tell(PaymentCommand command) {
        return money.tell(PaymentEvents.payments(command.order()), command);
    }

    /** The orders there are, oldest first. */
    Map<OrderId, Order.Known> known() {
        Map<OrderId, Order.Known> known = new java.util.LinkedHashMap<>();
        orders.states().values().forEach(state -> {
            if (state instanceof Order.Known order) {
                known.put(order.facts().id(), order);
            }
        });
        return known;
    }

    Payments paymentsOf(OrderId order) {
        return money.state(PaymentEvents.payments(order));
    }

    Warehouse reservationsOf(OrderId order) {
        return stock.state(InventoryEvents.reservations(order));
    }

    /**
     * The order asks payment directly for what a person waits for. What payment refuses, or knows already, is the
     * answer; what is begun is answered by news, as if the direct answer had been lost.
     */
    private void askForMoney(Recorded<OrderEvent> recorded) {
        switch (recorded.event()) {
            case FulfilmentEvent.ShipmentBegun e -> capture(e.order(), e.payment(), e.amount(), e.shipment());
            case FulfilmentEvent.ShipmentChased e -> capture(e.order(), e.payment(), e.amount(), e.shipment());
            case FulfilmentEvent.RefundBegun e -> refund(e.order(), e.payment(), e.amount(), e.refund());
            case FulfilmentEvent.RefundChased e -> refund(e.order(), e.payment(), e.amount(), e.refund());
            case OrderEvent _ -> {}
        }
    }

    private void capture(OrderId order, PaymentId payment, Money amount, ShipmentId shipment) {
        Decision<PaymentEvent, PaymentRefusal> said = tell(
                new PaymentCommand.Capture(order, payment, transaction(), amount, shipment.value(), world.instant()));
        if (said instanceof Decision.Refused<PaymentEvent, PaymentRefusal>(var reason)) {
            tell(new FulfilmentCommand.NoteShipmentUnpaid(
                    order, shipment, reason.getClass().getSimpleName(), false, world.instant()));
        } else if (isDone(order, Kind.CAPTURE, shipment.value())) {
            tell(new FulfilmentCommand.NoteShipmentPaid(order, shipment, amount, world.instant()));
        }
    }

    private void refund(OrderId order, PaymentId payment, Money amount, RefundId refund) {
        Decision<PaymentEvent, PaymentRefusal> said = tell(new PaymentCommand.Refund(
                order, payment, transaction(), amount, refund.value(), "REFUND", world.instant()));
        if (said instanceof Decision.Refused<PaymentEvent, PaymentRefusal>(var reason)) {
            tell(new FulfilmentCommand.NoteRefundFailed(
                    order, refund, reason.getClass().getSimpleName(), false, world.instant()));
        } else if (isDone(order, Kind.REFUND, refund.value())) {
            tell(new FulfilmentCommand.NoteRefunded(order, refund, world.instant()));
        }
    }

    private boolean isDone(OrderId order, Kind kind, String reference) {
        return paymentsOf(order).all().stream()
                .flatMap(payment -> payment.referred(kind, reference).stream())
                .anyMatch(Transaction::succeeded);
    }

    TransactionId transaction() {
        return TransactionId.of(world.next());
    }

    private void callGateway(Recorded<PaymentEvent> recorded) {
        switch (recorded.event()) {
            case PaymentEvent.PaymentInitiated e ->
                gateway.ask(new SimulatedGateway.Call(e.order(), e.transaction(), Kind.AUTHORIZE, e.amount(), e.at()));
            case PaymentEvent.VoidInitiated e ->
                gateway.ask(new SimulatedGateway.Call(e.order(), e.transaction(), Kind.VOID, e.amount(), e.at()));
            case CaptureEvent.CaptureInitiated e ->
                gateway.ask(new SimulatedGateway.Call(e.order(), e.transaction(), Kind.CAPTURE, e.amount(), e.at()));
            case RefundEvent.RefundInitiated e ->
                gateway.ask(new SimulatedGateway.Call(e.order(), e.transaction(), Kind.REFUND, e.amount(), e.at()));
            case PaymentEvent _ -> {}
        }
    }

    /** The gateway answers one call; true if there was one. */
    boolean answerOneCall(boolean well) {
        return gateway.takeCall()
                .map(call -> {
                    note(call.order(), call.key(), gateway.answer(call, well));
                    return true;
                })
                .orElse(false);
    }

    private void note(OrderId order, TransactionId key, Outcome outcome) {
        tell(new PaymentCommand.NoteOutcome(order, key, outcome, transaction(), world.instant()));
    }

    /** A deadline and the service whose it is. */
    record Alarm(Participant<?, ?, ?, ?> service, Participant.Due due) {}

    /** Every deadline, earliest first. */
    List<Alarm> alarms() {
        List<Alarm> all = new ArrayList<>();
        services().forEach(service -> service.deadlines().forEach(due -> all.add(new Alarm(service, due))));
        all.sort(Comparator.comparing(alarm -> alarm.due().at()));
        return all;
    }

    /** Acts on a deadline, whether it is due or not. */
    void ring(Alarm alarm) {
        OrderId order = new OrderId(alarm.due().stream().key());
        Instant now = world.instant();
        if (alarm.service() == orders) {
            tell(OrderDeadlines.commandAt(order, alarm.due().name(), now, SPANS));
        } else if (alarm.service() == stock) {
            // A hold does not expire while news wait that may have ended it.
            if (stock.sourcesWithNews().isEmpty()) {
                stock.tell(
                        alarm.due().stream(),
                        InventoryDecider.expireAt(order, alarm.due().name(), now));
            }
        } else {
            ringForMoney(order, alarm.due().name(), now);
        }
    }

    private void ringForMoney(OrderId order, String name, Instant now) {
        if (name.startsWith(PaymentDeadlines.ASK_GATEWAY)) {
            TransactionId key = new TransactionId(name.substring(PaymentDeadlines.ASK_GATEWAY.length()));
            note(order, key, gateway.find(key));
        } else if (name.startsWith(PaymentDeadlines.EXPIRY)) {
            PaymentId payment = new PaymentId(name.substring(PaymentDeadlines.EXPIRY.length()));
            tell(new PaymentCommand.NoteExpiry(order, payment, transaction(), now));
        } else {
            tell(new PaymentCommand.GoOn(order, transaction(), now));
        }
    }
}
