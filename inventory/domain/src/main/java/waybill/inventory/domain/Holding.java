package waybill.inventory.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryRefusal.InsufficientStock;
import waybill.inventory.domain.Reservation.Held;
import waybill.kernel.Decision;

/** How stock gets promised, where {@link ReservationTable} lets it: all lines or none. */
final class Holding {
    private static final int FIRST_ATTEMPT = 1;
    private static final String SUPERSEDED = "SUPERSEDED";

    private Holding() {}

    /**
     * The saga is never refused: what it asked for has happened, or could not happen. A new attempt gives back what
     * older ones still hold, or the order would stand in its own way; what they have committed is paid for and stays.
     */
    static Decision<InventoryEvent, InventoryRefusal> hold(Warehouse warehouse, HoldForOrder hold) {
        List<Held> older = warehouse.reservations().heldBefore(hold.attempt());
        if (older.isEmpty()) {
            return accept(heldOrRejected(warehouse, hold));
        }
        List<InventoryEvent> events = new ArrayList<>(older.size() + 1);
        Warehouse now = warehouse;
        for (Held superseded : older) {
            StockReleased released = Settling.givenBack(now, hold.order(), superseded, SUPERSEDED, hold.at());
            events.add(released);
            now = now.after(released);
        }
        events.add(heldOrRejected(now, hold));
        return acceptAll(events);
    }

    private static InventoryEvent heldOrRejected(Warehouse warehouse, HoldForOrder hold) {
        List<Shortage> shortages = warehouse.shortages(hold.lines());
        return shortages.isEmpty()
                ? new StockReserved(
                        hold.order(),
                        hold.attempt(),
                        hold.reservation(),
                        hold.lines(),
                        hold.expiresAt(),
                        hold.payment(),
                        hold.at())
                : new StockRejected(hold.order(), hold.attempt(), shortages, hold.at());
    }

    /** A person hears at once why not, and nothing is recorded. */
    static Decision<InventoryEvent, InventoryRefusal> reserve(Warehouse warehouse, Reserve reserve) {
        List<Shortage> shortages = warehouse.shortages(reserve.lines());
        return shortages.isEmpty()
                ? accept(new StockReserved(
                        reserve.order(),
                        FIRST_ATTEMPT,
                        reserve.reservation(),
                        reserve.lines(),
                        reserve.expiresAt(),
                        null,
                        reserve.at()))
                : refuse(new InsufficientStock(shortages));
    }
}
