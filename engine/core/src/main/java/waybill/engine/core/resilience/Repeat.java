package waybill.engine.core.resilience;

/** Whether a call may be made again after it has failed. */
public enum Repeat {
    /** It would be done twice: a POST without a key. */
    NEVER,
    /** Only if it provably was not sent, or the other side says that it did nothing: what moves money at a gateway. */
    IF_NOT_DONE,
    /** Done twice it is done once: GET, PUT, DELETE, and POST with a key. */
    SAFE
}
