package waybill.inventory.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryRefusal.AlreadyReserved;
import waybill.inventory.domain.InventoryRefusal.InsufficientStock;
import waybill.inventory.domain.InventoryRefusal.ReservationEnded;
import waybill.inventory.domain.InventoryRefusal.ReservationReleased;
import waybill.inventory.domain.Reservation.Committed;
import waybill.inventory.domain.Reservation.Expired;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservation.Rejected;
import waybill.inventory.domain.Reservation.Released;
import waybill.inventory.domain.Reservation.Tombstone;
import waybill.inventory.domain.Reservations.Attempts;
import waybill.inventory.domain.Reservations.Closed;
import waybill.inventory.domain.Reservations.Unknown;
import waybill.kernel.Decision;

/** How stock gets promised: all lines or none. */
final class Holding {
    private static final int FIRST_ATTEMPT = 1;

    private Holding() {}

    /** The saga is never refused: what it asked for has happened, could not happen, or is over. */
    static Decision<InventoryEvent, InventoryRefusal> hold(Warehouse warehouse, HoldForOrder hold) {
        return switch (warehouse.reservations()) {
            case Unknown _ -> holdOrReject(warehouse, hold);
            case Closed closed -> alreadySo("the order was released before it was held: " + closed.reason());
            case Attempts known -> holdAgain(warehouse, known, hold);
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> holdAgain(
            Warehouse warehouse, Attempts known, HoldForOrder hold) {
        int latest = known.latest().attempt();
        if (hold.attempt() > latest) {
            return holdOrReject(warehouse, hold);
        }
        return known.attempt(hold.attempt())
                .<Decision<InventoryEvent, InventoryRefusal>>map(was -> alreadySo(whyNotAgain(was)))
                .orElseGet(() -> alreadySo("attempt " + latest + " has begun, attempt " + hold.attempt() + " is over"));
    }

    private static String whyNotAgain(Reservation was) {
        return switch (was) {
            case Held _ -> "attempt " + was.attempt() + " is held";
            case Committed _ -> "attempt " + was.attempt() + " was held and is committed";
            case Released released -> "attempt " + was.attempt() + " was held and released: " + released.reason();
            case Tombstone before ->
                "attempt " + was.attempt() + " was released before it was held: " + before.reason();
            case Expired _ -> "attempt " + was.attempt() + " was held and has expired";
            case Rejected _ -> "attempt " + was.attempt() + " was rejected";
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> holdOrReject(Warehouse warehouse, HoldForOrder hold) {
        List<Shortage> shortages = shortages(warehouse, hold.lines());
        if (!shortages.isEmpty()) {
            return accept(new StockRejected(hold.order(), hold.attempt(), shortages, hold.at()));
        }
        return accept(new StockReserved(
                hold.order(),
                hold.attempt(),
                hold.reservation(),
                hold.lines(),
                hold.expiresAt(),
                hold.payment(),
                hold.at()));
    }

    /** A person means the latest attempt, and hears at once why not. */
    static Decision<InventoryEvent, InventoryRefusal> reserve(Warehouse warehouse, Reserve reserve) {
        return switch (warehouse.reservations()) {
            case Unknown _ -> reserveOrRefuse(warehouse, reserve);
            case Closed _ -> refuse(new ReservationReleased(reserve.order()));
            case Attempts known -> reserveAgain(known.latest(), reserve);
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> reserveAgain(Reservation was, Reserve reserve) {
        return switch (was) {
            case Held held
            when sameLines(held.lines(), reserve.lines()) ->
                alreadySo("attempt " + was.attempt() + " holds these lines");
            case Held held -> refuse(new AlreadyReserved(reserve.order(), held.id(), was.status()));
            case Committed committed -> refuse(new AlreadyReserved(reserve.order(), committed.id(), was.status()));
            case Released _, Tombstone _ -> refuse(new ReservationReleased(reserve.order()));
            case Expired _, Rejected _ -> refuse(new ReservationEnded(reserve.order(), was.attempt(), was.status()));
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> reserveOrRefuse(Warehouse warehouse, Reserve reserve) {
        List<Shortage> shortages = shortages(warehouse, reserve.lines());
        if (!shortages.isEmpty()) {
            return refuse(new InsufficientStock(shortages));
        }
        return accept(new StockReserved(
                reserve.order(),
                FIRST_ATTEMPT,
                reserve.reservation(),
                reserve.lines(),
                reserve.expiresAt(),
                null,
                reserve.at()));
    }

    /** Every product of which there is too little, so that one answer tells all. */
    private static List<Shortage> shortages(Warehouse warehouse, List<Quantity> lines) {
        List<Shortage> shortages = List.of();
        for (Quantity line : lines) {
            long available = warehouse.available(line.product());
            if (available < line.quantity()) {
                shortages = shortages.isEmpty() ? new ArrayList<>() : shortages;
                shortages.add(new Shortage(line.product(), line.quantity(), (int) available));
            }
        }
        return shortages;
    }

    /** Both have one line per product, so the order in which somebody wrote them is all that may differ. */
    private static boolean sameLines(List<Quantity> some, List<Quantity> others) {
        return some.size() == others.size() && some.containsAll(others);
    }
}
