package waybill.inventory.domain;

import java.time.Instant;
import java.util.List;
import waybill.kernel.ReservationId;

/** The reservation of one attempt of an order, all its lines, in one of the states it can be in. */
public sealed interface Reservation {
    /** The attempt it belongs to, from 1. */
    int attempt();

    /** Promised until it expires. */
    record Held(int attempt, ReservationId id, List<Quantity> lines, Instant expiresAt) implements Reservation {}

    /** Promised for good: the order is placed. */
    record Committed(int attempt, ReservationId id, List<Quantity> lines) implements Reservation {}

    /** Given back on request. */
    record Released(int attempt, ReservationId id, List<Quantity> lines, String reason) implements Reservation {}

    /** Released before it was reserved: the reserve that is late is refused. */
    record Tombstone(int attempt, String reason) implements Reservation {}

    /** Given back because its time was over. */
    record Expired(int attempt, ReservationId id, List<Quantity> lines) implements Reservation {}

    /** Never held: there was too little. */
    record Rejected(int attempt, List<Shortage> shortages) implements Reservation {}

    /** Where it stands, as the API names it. */
    default ReservationStatus status() {
        return switch (this) {
            case Held _ -> ReservationStatus.HELD;
            case Committed _ -> ReservationStatus.COMMITTED;
            case Released _, Tombstone _ -> ReservationStatus.RELEASED;
            case Expired _ -> ReservationStatus.EXPIRED;
            case Rejected _ -> ReservationStatus.REJECTED;
        };
    }

    /** What stock it promises now: its lines while it is live, otherwise nothing. */
    default List<Quantity> promised() {
        return switch (this) {
            case Held held -> held.lines;
            case Committed committed -> committed.lines;
            case Released _, Tombstone _, Expired _, Rejected _ -> List.of();
        };
    }
}
