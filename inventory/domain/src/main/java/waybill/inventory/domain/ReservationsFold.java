package waybill.inventory.domain;

import java.util.List;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.Reservation.Committed;
import waybill.inventory.domain.Reservation.Expired;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservation.Rejected;
import waybill.inventory.domain.Reservation.Released;
import waybill.inventory.domain.Reservation.Tombstone;
import waybill.inventory.domain.Reservations.Attempts;
import waybill.inventory.domain.Reservations.Closed;
import waybill.inventory.domain.Reservations.Unknown;
import waybill.kernel.CorruptHistory;
import waybill.kernel.ReservationId;

/** How each event changes the reservations of its order. The past is folded, not judged; an impossible one stops. */
final class ReservationsFold {
    private ReservationsFold() {}

    static Reservations after(Reservations was, InventoryEvent.OfOrder event) {
        return switch (event) {
            case StockReserved e -> added(was, e, new Held(e.attempt(), e.reservation(), e.lines(), e.expiresAt()));
            case StockRejected e -> added(was, e, new Rejected(e.attempt(), e.shortages()));
            case StockCommitted e ->
                changed(was, e, Held.class, new Committed(e.attempt(), e.reservation(), e.lines()));
            case StockExpired e -> changed(was, e, Held.class, new Expired(e.attempt(), e.reservation(), e.lines()));
            case StockReleased released -> released(was, released);
        };
    }

    private static Reservations released(Reservations was, StockReleased released) {
        ReservationId id = released.reservation();
        if (id == null) {
            return buried(was, released);
        }
        Class<? extends Reservation> before = released.wasCommitted() ? Committed.class : Held.class;
        Reservation now = new Released(released.attempt(), id, released.lines(), released.reason());
        return changed(was, released, before, now);
    }

    private static Reservations buried(Reservations was, StockReleased released) {
        if (released.attempt() != InventoryEvent.EVERY_ATTEMPT) {
            return added(was, released, new Tombstone(released.attempt(), released.reason()));
        }
        return switch (was) {
            case Unknown _ -> new Closed(released.reason());
            case Closed _, Attempts _ -> throw new CorruptHistory(was, released);
        };
    }

    private static Reservations added(Reservations was, InventoryEvent.OfOrder event, Reservation now) {
        return switch (was) {
            case Unknown _ -> new Attempts(List.of(now));
            case Attempts known when known.attempt(now.attempt()).isEmpty() -> known.with(now);
            case Closed _, Attempts _ -> throw new CorruptHistory(was, event);
        };
    }

    private static Reservations changed(
            Reservations was, InventoryEvent.OfOrder event, Class<? extends Reservation> before, Reservation now) {
        Reservation reservation = was.attempt(now.attempt()).orElseThrow(() -> new CorruptHistory(was, event));
        if (!before.isInstance(reservation)) {
            throw new CorruptHistory(reservation, event);
        }
        return switch (was) {
            case Attempts known -> known.with(now);
            case Unknown _, Closed _ -> throw new CorruptHistory(was, event);
        };
    }
}
