package waybill.inventory.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.inventory.domain.InventoryCommand.AnswerAgain;
import waybill.inventory.domain.InventoryEvent.CommitRestated;
import waybill.inventory.domain.InventoryEvent.HoldRestated;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.RejectionRestated;
import waybill.inventory.domain.InventoryEvent.ReleaseRestated;
import waybill.inventory.domain.InventoryRefusal.AlreadyReserved;
import waybill.inventory.domain.InventoryRefusal.CannotCommit;
import waybill.inventory.domain.InventoryRefusal.CannotConsume;
import waybill.inventory.domain.InventoryRefusal.ReservationEnded;
import waybill.inventory.domain.InventoryRefusal.ReservationReleased;
import waybill.inventory.domain.InventoryRefusal.UnknownReservation;
import waybill.inventory.domain.Reservation.Committed;
import waybill.inventory.domain.Reservation.Consumed;
import waybill.inventory.domain.Reservation.Expired;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservation.Made;
import waybill.inventory.domain.Reservation.Rejected;
import waybill.inventory.domain.Reservation.Released;
import waybill.inventory.domain.Reservation.Tombstone;
import waybill.inventory.domain.ReservationTable.Denial;
import waybill.inventory.domain.Reservations.Closed;
import waybill.kernel.OrderId;

/** What is said where nothing changes: how a reservation stands, to the order that asks again, or why not. */
final class Answering {
    private Answering() {}

    /** How the attempt stands; if the order is closed, that. */
    static InventoryEvent again(Reservations known, @Nullable Reservation was, AnswerAgain again) {
        if (known instanceof Closed closed) {
            return new OrderClosed(again.order(), again.hold().attempt(), closed.reason(), again.at());
        }
        return again(ReservationTable.expect(Reservation.class, was), again);
    }

    private static InventoryEvent again(Reservation was, AnswerAgain again) {
        OrderId order = again.order();
        int attempt = was.attempt();
        return switch (was) {
            case Held held ->
                new HoldRestated(
                        order,
                        attempt,
                        held.id(),
                        held.lines(),
                        held.expiresAt(),
                        again.hold().payment(),
                        again.at());
            case Committed made -> new CommitRestated(order, attempt, made.id(), made.lines(), again.at());
            case Consumed made -> new CommitRestated(order, attempt, made.id(), made.lines(), again.at());
            case Released made ->
                new ReleaseRestated(order, attempt, made.id(), made.lines(), made.reason(), again.at());
            case Tombstone grave -> ReleaseRestated.tombstone(order, attempt, grave.reason(), again.at());
            case Rejected rejected -> new RejectionRestated(order, attempt, rejected.shortages(), again.at());
            case Expired _ -> throw new IllegalStateException("what has expired is held again, not restated");
        };
    }

    static InventoryRefusal refusal(Denial denial, OrderId order, int attempt, @Nullable Reservation was) {
        ReservationStatus status = was == null ? ReservationStatus.RELEASED : was.status();
        return switch (denial) {
            case UNKNOWN_RESERVATION -> new UnknownReservation(order, attempt);
            case ALREADY_RESERVED ->
                new AlreadyReserved(
                        order, ReservationTable.expect(Made.class, was).id(), status);
            case RESERVATION_RELEASED -> new ReservationReleased(order);
            case RESERVATION_ENDED -> new ReservationEnded(order, attempt, status);
            case CANNOT_COMMIT -> new CannotCommit(order, attempt, status);
            case CANNOT_CONSUME -> new CannotConsume(order, attempt, status, List.of());
            case INSUFFICIENT_STOCK, MORE_THAN_COMMITTED ->
                throw new IllegalStateException(denial + " is found while counting, not by the table");
        };
    }
}
