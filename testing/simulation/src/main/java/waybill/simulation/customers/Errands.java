package waybill.simulation.customers;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.Recorded;
import waybill.kernel.OrderId;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.fulfilment.Refund;
import waybill.order.domain.fulfilment.Shipment;
import waybill.order.service.Transfers;
import waybill.order.service.store.OrderEvents;
import waybill.simulation.shop.Replica;
import waybill.simulation.shop.Shop;

/**
 * What a request has to do after its commit: payment is asked for the money of a shipment or a refund while somebody
 * waits, and what it says is written. As the endpoints of the order service do it.
 */
final class Errands {
    private final Shop shop;
    private final Set<String> begun = new LinkedHashSet<>();

    Errands(Shop shop) {
        this.shop = shop;
        shop.orders().disk().watch((_, _, recorded) -> recorded.forEach(this::see));
    }

    private void see(Recorded<OrderEvent> recorded) {
        switch (recorded.event()) {
            case OrderEvent.OrderCreated it -> begun.add(it.order().value());
            case FulfilmentEvent.ShipmentBegun it -> begun.add(it.shipment().value());
            case FulfilmentEvent.RefundBegun it -> begun.add(it.refund().value());
            case OrderEvent _ -> {}
        }
    }

    /** Whether something was begun by the request that has made this id. */
    boolean hasBegun(UUID reference) {
        return begun.contains(OrderId.of(reference).value())
                || begun.contains(ShipmentId.of(reference).value())
                || begun.contains(RefundId.of(reference).value());
    }

    /**
     * Goes on after the commit of a request, or of the one that it repeats. A repeat begins a refund again that failed
     * because nobody could be asked.
     */
    void after(
            Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica,
            Order state,
            UUID reference,
            boolean first) {
        if (state instanceof Order.Known order && hasPending(order, reference)) {
            shop.later(replica, () -> move(replica, order.facts().id(), reference, first));
        } else if (!first && state instanceof Order.Known order && mayBeTriedAgain(order, reference)) {
            shop.later(replica, () -> beginAgain(replica, order.facts().id(), reference));
        }
    }

    private static boolean mayBeTriedAgain(Order.Known order, UUID reference) {
        return order.facts()
                .fulfilment()
                .refund(RefundId.of(reference))
                .filter(Refund::mayBeTriedAgain)
                .isPresent();
    }

    private void beginAgain(
            Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica, OrderId order, UUID reference) {
        shop.world().trace().note("again", reference.toString());
        Instant now = shop.world().instant();
        var _ = submit(
                        replica,
                        new FulfilmentCommand.BeginRefund(
                                order,
                                RefundId.of(reference),
                                null,
                                List.of(),
                                null,
                                "customer",
                                now.plusSeconds(30),
                                now))
                .thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Done<Order, OrderRefusal> done) {
                        after(replica, done.state(), reference, false);
                    }
                });
    }

    private static boolean hasPending(Order.Known order, UUID reference) {
        ShipmentId shipment = ShipmentId.of(reference);
        RefundId refund = RefundId.of(reference);
        return order.facts().fulfilment().shipments().stream()
                        .anyMatch(it -> it.id().equals(shipment) && it.state() instanceof Shipment.Pending)
                || order.facts().fulfilment().refunds().stream()
                        .anyMatch(it -> it.id().equals(refund) && it.state() instanceof Refund.Pending);
    }

    private void move(
            Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica,
            OrderId order,
            UUID reference,
            boolean first) {
        Transfers transfers = shop.transfers(replica);
        Transfers.Ask ask = new Transfers.Ask(first, null);
        OrderCommand known = null;
        for (Recorded<OrderEvent> recorded : shop.orders()
                .disk()
                .load(Set.of(OrderEvents.order(order).name()))
                .values()
                .iterator()
                .next()) {
            OrderCommand said = moved(recorded.event(), reference, transfers, ask);
            known = said == null ? known : said;
        }
        if (known != null) {
            var _ = submit(replica, known);
        }
    }

    private static CompletableFuture<Outcome<Order, OrderRefusal>> submit(
            Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica, OrderCommand command) {
        return replica.engine()
                .runner()
                .submit(new Request<>(
                        OrderEvents.order(command.order()),
                        false,
                        command,
                        new Origin("errand", null, "customer", null),
                        null));
    }

    private static @Nullable OrderCommand moved(
            OrderEvent event, UUID reference, Transfers transfers, Transfers.Ask ask) {
        return switch (event) {
            case FulfilmentEvent.ShipmentBegun it
            when it.shipment().equals(ShipmentId.of(reference)) ->
                transfers.capture(it.order(), it.shipment(), it.payment(), it.amount(), ask);
            case FulfilmentEvent.RefundBegun it
            when it.refund().equals(RefundId.of(reference)) ->
                transfers.refund(it.order(), it.refund(), it.payment(), it.amount(), ask);
            case OrderEvent _ -> null;
        };
    }
}
