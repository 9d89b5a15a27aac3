package waybill.payment.domain;

/** How far a payment has come, derived from its transactions (PRODUCT.md §2). */
public enum PaymentStatus {
    /** Begun; no money is set aside (or nobody knows yet). */
    CREATED,
    /** Money is set aside and has not been given back. */
    AUTHORIZED,
    /** Some of the money is taken. */
    PARTIALLY_CAPTURED,
    /** All of the money is taken. */
    CAPTURED,
    /** Some of the taken money is given back. */
    PARTIALLY_REFUNDED,
    /** All of the taken money is given back. */
    REFUNDED,
    /** The money that was set aside is free again. */
    VOIDED,
    /** The authorization ran out before the money was taken. */
    EXPIRED,
    /** The customer's bank said no. */
    DECLINED
}
