package waybill.inventory.domain;

import java.util.List;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** Why inventory says no. */
public sealed interface InventoryRefusal {
    /** There is too little; nothing is held. Every short product is listed. */
    record InsufficientStock(List<Shortage> shortages) implements InventoryRefusal {
        public InsufficientStock {
            shortages = List.copyOf(shortages);
        }
    }

    /** The order has a live reservation already, of other lines or committed. */
    record AlreadyReserved(OrderId order, ReservationId reservation, ReservationStatus status)
            implements InventoryRefusal {}

    /** The order was released, perhaps before anybody reserved; it is not held again. */
    record ReservationReleased(OrderId order) implements InventoryRefusal {}

    /** The latest attempt of the order ended without a release: CONSUMED, EXPIRED or REJECTED. */
    record ReservationEnded(OrderId order, int attempt, ReservationStatus status) implements InventoryRefusal {}

    /** Nobody ever reserved for this attempt of this order. */
    record UnknownReservation(OrderId order, int attempt) implements InventoryRefusal {}

    /**
     * A placed order whose stock was released or is refused for good; what was cancelled stays cancelled. The release
     * or rejection was announced, so the order hears of it. An expired hold is not refused: it is held again (ruling
     * 5).
     */
    record CannotCommit(OrderId order, int attempt, ReservationStatus status) implements InventoryRefusal {}

    /**
     * Goods are said to have left that are not committed to this attempt.
     *
     * @param shortages of what it had and let go, what cannot be taken because too little is available
     */
    record CannotConsume(OrderId order, int attempt, ReservationStatus status, List<Shortage> shortages)
            implements InventoryRefusal {
        public CannotConsume {
            shortages = List.copyOf(shortages);
        }
    }

    /** More is said to have left than is committed; in each shortage, what is committed and has not left. */
    record MoreThanCommitted(OrderId order, int attempt, ShipmentId shipment, List<Shortage> excess)
            implements InventoryRefusal {
        public MoreThanCommitted {
            excess = List.copyOf(excess);
        }
    }

    /** Nothing of this product was ever received, so there is nothing to correct. */
    record UnknownProduct(ProductId product) implements InventoryRefusal {}

    /** The correction would take units that are promised: only so many are available. */
    record BelowPromised(ProductId product, long delta, long available) implements InventoryRefusal {}

    /** More than {@link StockLevel#ON_HAND_MAX} units of one product would be on hand. */
    record AboveMaximum(ProductId product, long units, long onHand) implements InventoryRefusal {}
}
