package waybill.inventory.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.util.List;
import java.util.Optional;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryRefusal.CannotCommit;
import waybill.inventory.domain.InventoryRefusal.UnknownReservation;
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
import waybill.kernel.ReservationId;

/** How a promise of stock ends: committed to the order, given back, or over in time. */
final class Settling {
    private Settling() {}

    /**
     * Commits what is held, even if its time is over, as long as nobody has given it back. If it was given back the
     * commit is refused, not passed over: the order is placed and has no stock. Holding again here would be an answer
     * nobody asked for (ruling 5 gives it to the order side, which also knows what to do with the money if the stock is
     * gone), and after a release it would even be wrong: what was cancelled stays cancelled.
     */
    static Decision<InventoryEvent, InventoryRefusal> commit(Warehouse warehouse, Commit commit) {
        return switch (warehouse.reservations()) {
            case Unknown _ -> refuse(new UnknownReservation(commit.order(), commit.attempt()));
            case Closed _ -> refuse(new CannotCommit(commit.order(), commit.attempt(), ReservationStatus.RELEASED));
            case Attempts known ->
                known.attempt(commit.attempt())
                        .map(was -> commit(warehouse, was, commit))
                        .orElseGet(() -> refuse(new UnknownReservation(commit.order(), commit.attempt())));
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> commit(
            Warehouse warehouse, Reservation was, Commit commit) {
        return switch (was) {
            case Held held -> {
                warehouse.requireLent(held.lines());
                yield accept(
                        new StockCommitted(commit.order(), commit.attempt(), held.id(), held.lines(), commit.at()));
            }
            case Committed _ -> alreadySo("attempt " + was.attempt() + " is committed");
            case Released _, Tombstone _, Expired _, Rejected _ ->
                refuse(new CannotCommit(commit.order(), commit.attempt(), was.status()));
        };
    }

    /**
     * Gives back what the attempt holds or has committed. A release that overtakes its reserve leaves a tombstone: for
     * the attempt, or for every attempt if nobody has heard of the order.
     */
    static Decision<InventoryEvent, InventoryRefusal> release(Warehouse warehouse, Release release) {
        return switch (warehouse.reservations()) {
            case Unknown _ -> accept(tombstone(InventoryEvent.EVERY_ATTEMPT, release));
            case Closed closed -> alreadySo("the order was released before it was held: " + closed.reason());
            case Attempts known ->
                meant(known, release)
                        .map(was -> release(warehouse, was, release))
                        .orElseGet(() -> accept(tombstone(release.attempt(), release)));
        };
    }

    /** The reservation this release means: of its attempt, or the latest. */
    static Optional<Reservation> meant(Reservations reservations, Release release) {
        return release.attempt() == InventoryCommand.LATEST
                ? reservations.last()
                : reservations.attempt(release.attempt());
    }

    private static Decision<InventoryEvent, InventoryRefusal> release(
            Warehouse warehouse, Reservation was, Release release) {
        return switch (was) {
            case Held held -> accept(released(warehouse, held.id(), was, release));
            case Committed committed -> accept(released(warehouse, committed.id(), was, release));
            case Released before -> alreadySo("attempt " + was.attempt() + " is released: " + before.reason());
            case Tombstone before -> alreadySo("attempt " + was.attempt() + " is released: " + before.reason());
            case Expired _ -> alreadySo("attempt " + was.attempt() + " has expired, nothing is held");
            case Rejected _ -> alreadySo("attempt " + was.attempt() + " was rejected, nothing is held");
        };
    }

    private static StockReleased released(Warehouse warehouse, ReservationId id, Reservation was, Release release) {
        List<Quantity> lines = was.promised();
        warehouse.requireLent(lines);
        boolean wasCommitted = was.status() == ReservationStatus.COMMITTED;
        return new StockReleased(
                release.order(), was.attempt(), id, lines, wasCommitted, release.reason(), release.at());
    }

    private static StockReleased tombstone(int attempt, Release release) {
        return StockReleased.tombstone(release.order(), attempt, release.reason(), release.at());
    }

    /** Gives back a hold whose time is over. A deadline that comes early, late or twice changes nothing. */
    static Decision<InventoryEvent, InventoryRefusal> expire(Warehouse warehouse, Expire expire) {
        return switch (warehouse.reservations()) {
            case Unknown _ -> refuse(new UnknownReservation(expire.order(), expire.attempt()));
            case Closed closed -> alreadySo("the order was released before it was held: " + closed.reason());
            case Attempts known ->
                known.attempt(expire.attempt())
                        .map(was -> expire(warehouse, was, expire))
                        .orElseGet(() -> refuse(new UnknownReservation(expire.order(), expire.attempt())));
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> expire(
            Warehouse warehouse, Reservation was, Expire expire) {
        return switch (was) {
            case Held held
            when expire.at().isBefore(held.expiresAt()) ->
                alreadySo("attempt " + was.attempt() + " is held until " + held.expiresAt());
            case Held held -> {
                warehouse.requireLent(held.lines());
                yield accept(new StockExpired(expire.order(), expire.attempt(), held.id(), held.lines(), expire.at()));
            }
            case Committed _ -> alreadySo("attempt " + was.attempt() + " is committed and no longer expires");
            case Released _, Tombstone _, Expired _, Rejected _ ->
                alreadySo("attempt " + was.attempt() + " holds nothing: " + was.status());
        };
    }
}
