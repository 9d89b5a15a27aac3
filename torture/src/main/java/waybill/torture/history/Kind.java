package waybill.torture.history;

/** What a client can ask of the shop. */
public enum Kind {
    /** Goods come in. */
    RECEIVE,
    /** An order is placed. */
    PLACE,
    /** Another order under a key that was used before; must be refused. */
    IMPOSTOR,
    /** An order is cancelled, or what is open of it. */
    CANCEL,
    /** An order is shipped, whole or in part. */
    FULFILL,
    /** Money is given back. */
    REFUND,
    /** An order whose payment failed is paid again. */
    PAY,
    /** An order is looked at. */
    READ;

    /** Whether it has an idempotency key. */
    public boolean isWrite() {
        return this != READ;
    }
}
