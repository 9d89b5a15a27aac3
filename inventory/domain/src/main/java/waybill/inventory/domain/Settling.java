package waybill.inventory.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.acceptAll;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.inventory.domain.InventoryCommand.Close;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Consume;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockConsumed;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryEvent.StockTaken;
import waybill.inventory.domain.InventoryRefusal.CannotConsume;
import waybill.inventory.domain.InventoryRefusal.MoreThanCommitted;
import waybill.inventory.domain.Reservation.Committed;
import waybill.inventory.domain.Reservation.Expired;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservation.Made;
import waybill.inventory.domain.Reservations.Unknown;
import waybill.kernel.Decision;
import waybill.kernel.OrderId;

/** How a promise of stock is kept or ends, where {@link ReservationTable} lets it: committed, shipped, given back. */
final class Settling {
    private Settling() {}

    /**
     * Commits what is held, even if its time is over, as long as nobody has given it back. What has expired is held
     * again in the same breath; if it is gone, the order hears that it was rejected, because it has been paid and must
     * give the money back (ruling 5).
     */
    static Decision<InventoryEvent, InventoryRefusal> commit(
            Warehouse warehouse, @Nullable Reservation was, Commit commit) {
        if (was instanceof Expired expired) {
            return holdAgainAndCommit(warehouse, expired, commit);
        }
        Held held = ReservationTable.expect(Held.class, was);
        warehouse.requireLent(held.lines());
        return accept(committed(commit, held));
    }

    private static Decision<InventoryEvent, InventoryRefusal> holdAgainAndCommit(
            Warehouse warehouse, Expired was, Commit commit) {
        warehouse.requireLent(was.lines());
        OrderId order = commit.order();
        List<Shortage> shortages = warehouse.shortages(was.lines());
        if (!shortages.isEmpty()) {
            return accept(new StockRejected(order, was.attempt(), shortages, commit.at()));
        }
        // The hold lasts no time, so payment is not asked again.
        return accept(
                new StockReserved(order, was.attempt(), was.id(), was.lines(), commit.at(), null, commit.at()),
                committed(commit, was));
    }

    private static StockCommitted committed(Commit commit, Made was) {
        return new StockCommitted(commit.order(), was.attempt(), was.id(), was.lines(), commit.at());
    }

    /**
     * Takes what was shipped off the shelf. A hold whose commit was not heard is committed: only placed orders ship.
     */
    static Decision<InventoryEvent, InventoryRefusal> consume(
            Warehouse warehouse, @Nullable Reservation was, Consume consume) {
        Made made = ReservationTable.expect(Made.class, was);
        List<Quantity> open = made.promised();
        if (open.isEmpty()) {
            return take(warehouse, made, consume);
        }
        List<Shortage> excess = consume.lines().stream()
                .filter(line -> Quantity.of(line.product(), open) < line.quantity())
                .map(line -> new Shortage(line.product(), line.quantity(), Quantity.of(line.product(), open)))
                .toList();
        if (!excess.isEmpty()) {
            return refuse(new MoreThanCommitted(consume.order(), made.attempt(), consume.shipment(), excess));
        }
        warehouse.requireLent(open);
        StockConsumed consumed = new StockConsumed(
                consume.order(), made.attempt(), made.id(), consume.shipment(), consume.lines(), consume.at());
        return made instanceof Held held
                ? accept(committed(new Commit(consume.order(), made.attempt(), consume.at()), held), consumed)
                : accept(consumed);
    }

    /**
     * What is promised no more is available, and perhaps promised to somebody else by now. As long as it is not, it is
     * taken; if it is, the books wait for goods to come in.
     */
    private static Decision<InventoryEvent, InventoryRefusal> take(Warehouse warehouse, Made was, Consume consume) {
        if (!Quantity.have(was.letGo(), consume.lines())) {
            return refuse(new CannotConsume(consume.order(), was.attempt(), was.status(), List.of()));
        }
        warehouse.requireLent(consume.lines());
        List<Shortage> shortages = warehouse.shortages(consume.lines());
        if (!shortages.isEmpty()) {
            return refuse(new CannotConsume(consume.order(), was.attempt(), was.status(), shortages));
        }
        return accept(new StockTaken(
                consume.order(), was.attempt(), was.id(), consume.shipment(), consume.lines(), consume.at()));
    }

    /**
     * Gives back what the attempt still promises. A release that overtakes its reserve leaves a tombstone: for the
     * attempt, or for every attempt if nobody has heard of the order.
     */
    static Decision<InventoryEvent, InventoryRefusal> release(
            Warehouse warehouse, @Nullable Reservation was, Release release) {
        if (was instanceof Made made) {
            return accept(givenBack(warehouse, release.order(), made, release.reason(), release.at()));
        }
        int attempt = warehouse.reservations() instanceof Unknown ? InventoryEvent.EVERY_ATTEMPT : release.attempt();
        return accept(StockReleased.tombstone(release.order(), attempt, release.reason(), release.at()));
    }

    /** Whatever this reservation still promises is available again. */
    static StockReleased givenBack(Warehouse warehouse, OrderId order, Made was, String reason, Instant at) {
        List<Quantity> lines = was.promised();
        warehouse.requireLent(lines);
        return new StockReleased(order, was.attempt(), was.id(), lines, was instanceof Committed, reason, at);
    }

    /** Gives back a hold whose time is over. */
    static Decision<InventoryEvent, InventoryRefusal> expire(
            Warehouse warehouse, @Nullable Reservation was, Expire expire) {
        Held held = ReservationTable.expect(Held.class, was);
        warehouse.requireLent(held.lines());
        return accept(new StockExpired(expire.order(), held.attempt(), held.id(), held.lines(), expire.at()));
    }

    /** Gives back whatever any attempt still promises, and says that it is over; says so again when asked again. */
    static Decision<InventoryEvent, InventoryRefusal> close(Warehouse warehouse, Close close) {
        List<InventoryEvent> events = new ArrayList<>();
        for (Reservation reservation : warehouse.reservations().list()) {
            if (reservation instanceof Made made && !made.promised().isEmpty()) {
                events.add(givenBack(warehouse, close.order(), made, close.reason(), close.at()));
            }
        }
        events.add(new OrderClosed(close.order(), close.attempt(), close.reason(), close.at()));
        return acceptAll(events);
    }
}
