package waybill.inventory.domain;

import java.util.ArrayList;
import java.util.List;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.Restated;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockConsumed;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryEvent.StockTaken;
import waybill.inventory.domain.Reservation.Committed;
import waybill.inventory.domain.Reservation.Consumed;
import waybill.inventory.domain.Reservation.Expired;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservation.Made;
import waybill.inventory.domain.Reservation.Rejected;
import waybill.inventory.domain.Reservation.Released;
import waybill.inventory.domain.Reservation.Shipment;
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
            case StockReserved e -> answered(was, e, new Held(e.attempt(), e.reservation(), e.lines(), e.expiresAt()));
            case StockRejected e -> answered(was, e, new Rejected(e.attempt(), e.shortages()));
            case StockCommitted e -> {
                Held held = expect(Held.class, was, e);
                yield changed(was, e, new Committed(e.attempt(), e.reservation(), held.lines(), List.of()));
            }
            case StockConsumed e -> changed(was, e, consumed(expect(Committed.class, was, e), e));
            case StockTaken e -> changed(was, e, taken(expect(Made.class, was, e), e));
            case StockExpired e -> {
                Held held = expect(Held.class, was, e);
                yield changed(was, e, new Expired(e.attempt(), e.reservation(), held.lines()));
            }
            case StockReleased released -> released(was, released);
            case OrderClosed closed -> closed(was, closed);
            case Restated _ -> was;
        };
    }

    private static Reservation consumed(Committed was, StockConsumed event) {
        if (!Quantity.have(was.open(), event.lines())) {
            throw new CorruptHistory(was, event);
        }
        List<Shipment> shipments = with(was.shipments(), new Shipment(event.shipment(), event.lines()));
        Committed now = new Committed(was.attempt(), was.id(), was.lines(), shipments);
        return now.open().isEmpty() ? new Consumed(was.attempt(), was.id(), was.lines(), shipments) : now;
    }

    /** What was not taken stays given back. */
    private static Reservation taken(Made was, StockTaken event) {
        if (!Quantity.have(was.letGo(), event.lines())) {
            throw new CorruptHistory(was, event);
        }
        Shipment shipment = new Shipment(event.shipment(), event.lines());
        return new Consumed(was.attempt(), was.id(), was.lines(), with(was.shipments(), shipment));
    }

    private static List<Shipment> with(List<Shipment> known, Shipment next) {
        List<Shipment> shipments = new ArrayList<>(known);
        shipments.add(next);
        return shipments;
    }

    private static Reservations released(Reservations was, StockReleased released) {
        ReservationId id = released.reservation();
        if (id == null) {
            return buried(was, released);
        }
        Reservation now = new Released(released.attempt(), id, released.lines(), released.reason());
        if (!released.wasCommitted()) {
            var _ = expect(Held.class, was, released);
            return changed(was, released, now);
        }
        Committed committed = expect(Committed.class, was, released);
        return committed.shipments().isEmpty()
                ? changed(was, released, now)
                : changed(was, released, new Consumed(now.attempt(), id, committed.lines(), committed.shipments()));
    }

    private static Reservations buried(Reservations was, StockReleased released) {
        if (released.attempt() != InventoryEvent.EVERY_ATTEMPT) {
            return added(was, released, new Tombstone(released.attempt(), released.reason()));
        }
        return switch (was) {
            case Unknown _ -> new Closed(released.reason(), List.of());
            case Closed _, Attempts _ -> throw new CorruptHistory(was, released);
        };
    }

    /** The answer to a later asking is no news, and the first reason stays. */
    private static Reservations closed(Reservations was, OrderClosed closed) {
        return switch (was) {
            case Unknown _ -> new Closed(closed.reason(), List.of());
            case Attempts known when isLive(known) -> throw new CorruptHistory(was, closed);
            case Attempts known -> new Closed(closed.reason(), known.all());
            case Closed _ -> was;
        };
    }

    private static boolean isLive(Attempts known) {
        return known.all().stream()
                .anyMatch(reservation -> !reservation.promised().isEmpty());
    }

    /** What has expired may be answered once more; everything else is answered once. */
    private static Reservations answered(Reservations was, InventoryEvent.OfOrder event, Reservation now) {
        return was.attempt(now.attempt()).orElse(null) instanceof Expired
                ? changed(was, event, now)
                : added(was, event, now);
    }

    private static Reservations added(Reservations was, InventoryEvent.OfOrder event, Reservation now) {
        return switch (was) {
            case Unknown _ -> new Attempts(List.of(now));
            case Attempts known when known.attempt(now.attempt()).isEmpty() -> known.with(now);
            case Closed _, Attempts _ -> throw new CorruptHistory(was, event);
        };
    }

    private static Reservations changed(Reservations was, InventoryEvent.OfOrder event, Reservation now) {
        return switch (was) {
            case Attempts known -> known.with(now);
            case Unknown _, Closed _ -> throw new CorruptHistory(was, event);
        };
    }

    private static <R extends Reservation> R expect(Class<R> before, Reservations was, InventoryEvent.OfOrder event) {
        Reservation reservation = was.attempt(event.attempt()).orElseThrow(() -> new CorruptHistory(was, event));
        if (!before.isInstance(reservation)) {
            throw new CorruptHistory(reservation, event);
        }
        return before.cast(reservation);
    }
}
