package waybill.inventory.domain;

/** Where a reservation stands, as the API names it. */
public enum ReservationStatus {
    /** Promised until it expires. */
    HELD,
    /** Promised for good: the order is placed. */
    COMMITTED,
    /** Given back, or refused in advance by a release that came first. */
    RELEASED,
    /** Given back because its time was over. */
    EXPIRED,
    /** Never held: there was too little. */
    REJECTED
}
