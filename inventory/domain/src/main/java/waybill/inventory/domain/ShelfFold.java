package waybill.inventory.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.inventory.domain.InventoryEvent.OperatorActed;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.Restated;
import waybill.inventory.domain.InventoryEvent.StockAdjusted;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockConsumed;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockReceived;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryEvent.StockTaken;
import waybill.kernel.ProductId;

/** How each event moves the levels on a shelf. A product that is not there stays away, unless it is received. */
final class ShelfFold {
    private ShelfFold() {}

    /** How so many units of one line move a level. */
    private interface Movement {
        StockLevel moved(StockLevel level, int units);
    }

    static Map<ProductId, StockLevel> after(Map<ProductId, StockLevel> shelf, InventoryEvent event) {
        return switch (event) {
            case StockReserved reserved -> moved(shelf, reserved.lines(), StockLevel::hold);
            case StockRejected _, OrderClosed _, Restated _, OperatorActed _ -> shelf;
            case StockCommitted committed -> moved(shelf, committed.lines(), StockLevel::commit);
            case StockConsumed consumed -> moved(shelf, consumed.lines(), StockLevel::consume);
            case StockTaken taken -> moved(shelf, taken.lines(), StockLevel::take);
            case StockReleased released
            when released.wasCommitted() -> moved(shelf, released.lines(), StockLevel::releaseCommitted);
            case StockReleased released -> moved(shelf, released.lines(), StockLevel::releaseHeld);
            case StockExpired expired -> moved(shelf, expired.lines(), StockLevel::releaseHeld);
            case StockReceived received -> with(shelf, received(shelf.get(received.product()), received));
            case StockAdjusted adjusted -> adjusted(shelf, adjusted);
        };
    }

    private static Map<ProductId, StockLevel> moved(
            Map<ProductId, StockLevel> shelf, List<Quantity> lines, Movement movement) {
        if (shelf.isEmpty() || lines.isEmpty()) {
            return shelf;
        }
        Map<ProductId, StockLevel> next = new HashMap<>(shelf);
        for (Quantity line : lines) {
            next.computeIfPresent(line.product(), (_, level) -> movement.moved(level, line.quantity()));
        }
        return next;
    }

    private static StockLevel received(@Nullable StockLevel level, StockReceived received) {
        StockLevel before = level == null ? StockLevel.none(received.product()) : level;
        return before.received(received.quantity(), received.name());
    }

    private static Map<ProductId, StockLevel> adjusted(Map<ProductId, StockLevel> shelf, StockAdjusted adjusted) {
        StockLevel level = shelf.get(adjusted.product());
        return level == null ? shelf : with(shelf, level.adjusted(adjusted.delta()));
    }

    private static Map<ProductId, StockLevel> with(Map<ProductId, StockLevel> shelf, StockLevel changed) {
        Map<ProductId, StockLevel> next = new HashMap<>(shelf);
        next.put(changed.product(), changed);
        return next;
    }
}
