package waybill.simulation.customers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.parked.Settlement;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.store.InventoryEvents;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ShipmentId;
import waybill.simulation.shop.Replica;
import waybill.simulation.shop.Shop;
import waybill.simulation.world.World;

/**
 * Somebody in the warehouse: receives goods, gives some back that are promised, and sees to it that what has left
 * although it was promised to others by then is in the books in the end.
 */
public final class Clerk {
    private static final int UNITS = 9;
    private static final int ALL = 1_000;
    private static final String PERSON = "warehouse";

    private final Shop shop;
    private final World world;
    private final List<ProductId> products;

    /** The clerk of this shop, which has these products. */
    public Clerk(Shop shop, List<ProductId> products) {
        this.shop = shop;
        this.world = shop.world();
        this.products = products;
    }

    /** Goods come in, of every product. */
    public void receive() {
        Replica<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel> replica =
                shop.stock().replicas().getFirst();
        for (ProductId product : products) {
            var _ = replica.engine()
                    .runner()
                    .submit(new Request<>(
                            InventoryEvents.movement(product, world.next().toString()),
                            true,
                            new InventoryCommand.Receive(product, UNITS, null, null, world.instant()),
                            new Origin("delivery", null, PERSON, null),
                            null));
        }
    }

    /** Whether something has left, and the books have not heard of it: until then it can still be given back. */
    public boolean isTempted() {
        return !leaving().isEmpty();
    }

    /**
     * Gives back what an order is promised, or will be: often what has left, or before inventory has heard of the
     * order.
     */
    public void releaseByHand(List<OrderId> sent) {
        List<OrderId> some = new ArrayList<>(leaving());
        sent.stream().filter(order -> shop.reservationsOf(order) == null).forEach(some::add);
        if (some.isEmpty() || world.happens(30)) {
            some = sent;
        }
        if (!some.isEmpty()) {
            OrderId order = world.oneOf(some);
            shop.stock().someone().ifPresent(replica -> release(replica, order));
        }
    }

    private List<OrderId> leaving() {
        return shop.known().entrySet().stream()
                .filter(known -> known.getValue().facts().fulfilment().shipments().stream()
                        .anyMatch(shipment -> shipment.isShipped() && !hasHeard(known.getKey(), shipment.id())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean hasHeard(OrderId order, ShipmentId shipment) {
        Warehouse books = shop.reservationsOf(order);
        return books != null
                && books.reservations().list().stream().anyMatch(reservation -> reservation.hasShipped(shipment));
    }

    private void release(
            Replica<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel> replica, OrderId order) {
        world.trace().note("releases", order.value());
        var _ = replica.engine()
                .runner()
                .submit(new Request<>(
                        InventoryEvents.reservations(order),
                        false,
                        new InventoryCommand.Release(order, InventoryCommand.LATEST, "REQUESTED", world.instant()),
                        new Origin("by-hand", null, PERSON, null),
                        null));
    }

    /** Whether the books refuse what has left, because it is promised to others. */
    public boolean isNeeded() {
        return shop.stock().disk().parkingLot().size() > 0;
    }

    /** Tries again what is parked, of each order the earliest. */
    public void retry() {
        ParkedEvents desk = shop.stock().replicas().getFirst().engine().parkedEvents();
        for (Parked parked : desk.list(null, 0, ALL)) {
            if (!parked.behind()) {
                world.trace().note("retries", parked.toString());
                KeyId key =
                        new KeyId(PERSON + " POST /parked-events", world.next().toString());
                var _ = desk.retry(
                        parked.place(),
                        new ParkedEvents.Wish(
                                "goods have come in",
                                new Origin("retry", null, PERSON, null),
                                new Settlement.Kept(
                                        key, parked.subject(), _ -> new StoredAnswer(200, "text/plain", "settled"))));
            }
        }
    }
}
