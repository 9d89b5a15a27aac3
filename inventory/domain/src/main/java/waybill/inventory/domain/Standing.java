package waybill.inventory.domain;

import waybill.inventory.domain.Reservations.Attempts;
import waybill.inventory.domain.Reservations.Closed;
import waybill.inventory.domain.Reservations.Unknown;

/** How the reservation of one attempt stands, as far as it decides what may happen to it: the rows of the table. */
enum Standing {
    /** Nobody has reserved or released for the order. */
    UNHEARD,
    /** Attempts of the order are known, this one comes after them. */
    NEXT,
    /** Nobody has heard of this attempt, and a later one has begun. */
    MISSED,
    HELD,
    COMMITTED,
    /** Committed, and a part has been shipped. */
    PARTLY_CONSUMED,
    CONSUMED,
    RELEASED,
    /** Released before it was held. */
    TOMBSTONE,
    EXPIRED,
    /** Expired, and a later attempt has begun. */
    OUTLIVED,
    REJECTED,
    /** The order is closed, whatever became of this attempt. */
    CLOSED;

    static Standing of(Reservations reservations, int attempt) {
        return switch (reservations) {
            case Unknown _ -> UNHEARD;
            case Closed _ -> CLOSED;
            case Attempts known -> {
                int latest = known.latest().attempt();
                yield known.attempt(attempt)
                        .map(was -> of(was, attempt == latest))
                        .orElse(attempt > latest ? NEXT : MISSED);
            }
        };
    }

    private static Standing of(Reservation was, boolean isLatest) {
        return switch (was) {
            case Reservation.Held _ -> HELD;
            case Reservation.Committed committed -> committed.shipments().isEmpty() ? COMMITTED : PARTLY_CONSUMED;
            case Reservation.Consumed _ -> CONSUMED;
            case Reservation.Released _ -> RELEASED;
            case Reservation.Tombstone _ -> TOMBSTONE;
            case Reservation.Expired _ -> isLatest ? EXPIRED : OUTLIVED;
            case Reservation.Rejected _ -> REJECTED;
        };
    }
}
