package waybill.inventory.service.store;

import java.util.Map;
import waybill.contracts.json.WireJson;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.TypedCodec;
import waybill.inventory.domain.InventoryEvent;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;

/** The stored form of inventory's events: their names, and the streams they are in. */
public final class InventoryEvents {
    private InventoryEvents() {}

    /** Records as JSON, each kind under its name; the names never change. */
    public static EventCodec<InventoryEvent> codec() {
        return new TypedCodec<>(
                Map.ofEntries(
                        Map.entry("inventory.reserved.v1", InventoryEvent.StockReserved.class),
                        Map.entry("inventory.rejected.v1", InventoryEvent.StockRejected.class),
                        Map.entry("inventory.committed.v1", InventoryEvent.StockCommitted.class),
                        Map.entry("inventory.released.v1", InventoryEvent.StockReleased.class),
                        Map.entry("inventory.expired.v1", InventoryEvent.StockExpired.class),
                        Map.entry("inventory.consumed.v1", InventoryEvent.StockConsumed.class),
                        Map.entry("inventory.taken.v1", InventoryEvent.StockTaken.class),
                        Map.entry("inventory.closed.v1", InventoryEvent.OrderClosed.class),
                        Map.entry("inventory.hold-restated.v1", InventoryEvent.HoldRestated.class),
                        Map.entry("inventory.rejection-restated.v1", InventoryEvent.RejectionRestated.class),
                        Map.entry("inventory.commit-restated.v1", InventoryEvent.CommitRestated.class),
                        Map.entry("inventory.release-restated.v1", InventoryEvent.ReleaseRestated.class),
                        Map.entry("inventory.operator-acted.v1", InventoryEvent.OperatorActed.class),
                        Map.entry("stock.received.v1", InventoryEvent.StockReceived.class),
                        Map.entry("stock.adjusted.v1", InventoryEvent.StockAdjusted.class)),
                WireJson::write,
                WireJson::read);
    }

    /** All reservations of one order are one stream. */
    public static StreamId reservations(OrderId order) {
        return new StreamId("reservation-" + order.value(), order.value());
    }

    /** Every receipt and every adjustment is a stream of its own: the level is in the stock row, not in a fold. */
    public static StreamId movement(ProductId product, String id) {
        return new StreamId("stock-" + id, product.value());
    }
}
