package waybill.inventory.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.refuse;

import waybill.inventory.domain.InventoryCommand.Adjust;
import waybill.inventory.domain.InventoryCommand.Receive;
import waybill.inventory.domain.InventoryEvent.StockAdjusted;
import waybill.inventory.domain.InventoryEvent.StockReceived;
import waybill.inventory.domain.InventoryRefusal.AboveMaximum;
import waybill.inventory.domain.InventoryRefusal.BelowPromised;
import waybill.inventory.domain.InventoryRefusal.UnknownProduct;
import waybill.kernel.Decision;

/** How stock comes in and is corrected. Never below what is promised, never above what a level can say. */
final class Stocking {
    private Stocking() {}

    /** The first receipt of a product is how it becomes known. */
    static Decision<InventoryEvent, InventoryRefusal> receive(Warehouse warehouse, Receive receive) {
        StockLevel level = warehouse.level(receive.product()).orElseGet(() -> StockLevel.none(receive.product()));
        if (!level.hasRoomFor(receive.quantity())) {
            return refuse(new AboveMaximum(receive.product(), receive.quantity(), level.onHand()));
        }
        return accept(new StockReceived(
                receive.product(), receive.quantity(), receive.name(), receive.reference(), receive.at()));
    }

    static Decision<InventoryEvent, InventoryRefusal> adjust(Warehouse warehouse, Adjust adjust) {
        return warehouse
                .level(adjust.product())
                .map(level -> adjust(level, adjust))
                .orElseGet(() -> refuse(new UnknownProduct(adjust.product())));
    }

    private static Decision<InventoryEvent, InventoryRefusal> adjust(StockLevel level, Adjust adjust) {
        if (adjust.delta() < -level.available()) {
            return refuse(new BelowPromised(adjust.product(), adjust.delta(), level.available()));
        }
        if (!level.hasRoomFor(adjust.delta())) {
            return refuse(new AboveMaximum(adjust.product(), adjust.delta(), level.onHand()));
        }
        return accept(new StockAdjusted(adjust.product(), adjust.delta(), adjust.reference(), adjust.at()));
    }
}
