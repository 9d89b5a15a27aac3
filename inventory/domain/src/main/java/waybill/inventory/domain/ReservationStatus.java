package waybill.inventory.domain;

/** Where a reservation stands, as the API names it. */
public enum ReservationStatus {
    /** Promised until it expires. */
    HELD,
    /** Promised for good: the order is placed; part of it may have been shipped. */
    COMMITTED,
    /** All that was shipped has left the warehouse, and nothing is promised any more. */
    CONSUMED,
    /** Given back, or refused in advance by a release that came first. */
    RELEASED,
    /** Given back because its time was over. */
    EXPIRED,
    /** Not held: there was too little. */
    REJECTED
}
