package waybill.payment.domain;

/** What is known about one transaction with the gateway (PRODUCT.md §2). */
public enum TransactionStatus {
    /** Committed before the call; the answer is not here yet. */
    INITIATED,
    /** The gateway did it. */
    SUCCEEDED,
    /** The gateway said no. */
    DECLINED,
    /** Provably never reached the gateway. */
    ERRORED,
    /** Asked, and nobody knows whether it happened; the gateway is asked again on a schedule. */
    UNKNOWN,
    /** The schedule is used up, or the gateway refuses to give money back: a person must look. */
    MANUAL_REVIEW
}
