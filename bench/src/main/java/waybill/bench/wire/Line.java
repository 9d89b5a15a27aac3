package waybill.bench.wire;

/** The connection of a conversation, as others may know it. Used by the client's one thread only. */
@FunctionalInterface
public interface Line {
    /** Has its conversation asked what it says next, although its time has not come; nothing if it awaits an answer. */
    void ring();
}
