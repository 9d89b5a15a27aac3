package waybill.inventory.service;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import waybill.engine.core.changes.Change;
import waybill.engine.core.changes.ChangeLog;
import waybill.inventory.domain.InventoryEvent;

/** What the log is told about reservations: every status that one reaches. */
final class InventoryChanges {
    private static final String STEP = "RESERVE_INVENTORY";

    private InventoryChanges() {}

    static ChangeLog<InventoryEvent> log() {
        return new ChangeLog<>(LoggerFactory.getLogger(InventoryChanges.class), InventoryChanges::of);
    }

    static @Nullable Change of(InventoryEvent event) {
        return switch (event) {
            case InventoryEvent.StockReserved it ->
                change("reservation HELD", it).step(STEP);
            case InventoryEvent.StockRejected it ->
                change("reservation REJECTED", it).step(STEP);
            case InventoryEvent.StockCommitted it -> change("reservation COMMITTED", it);
            case InventoryEvent.StockReleased it -> change("reservation RELEASED", it);
            case InventoryEvent.StockExpired it -> change("reservation EXPIRED", it);
            case InventoryEvent.StockConsumed it -> change("reservation CONSUMED", it);
            case InventoryEvent.StockTaken it -> change("reservation CONSUMED", it);
            case InventoryEvent.OrderClosed _,
                    InventoryEvent.Restated _,
                    InventoryEvent.OperatorActed _,
                    InventoryEvent.OfProduct _ -> null;
        };
    }

    private static Change change(String message, InventoryEvent.OfOrder event) {
        return Change.of(message, event.order().value(), event.at());
    }
}
