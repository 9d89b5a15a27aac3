package waybill.payment.domain;

/** What a transaction asks of the gateway. */
public enum Kind {
    /** Sets money aside on the customer's card. */
    AUTHORIZE,
    /** Takes money that was set aside. */
    CAPTURE,
    /** Gives money back that was set aside and not taken. */
    VOID,
    /** Gives money back that was taken. */
    REFUND
}
