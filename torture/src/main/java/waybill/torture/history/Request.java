package waybill.torture.history;

/**
 * One thing a client wants, under one idempotency key however often it is sent.
 *
 * @param operation its number; a client that repeats what another one did has a number of its own
 * @param key the idempotency key; empty for reads
 * @param order the order it is about; empty if there is none yet
 * @param body JSON; empty if there is none
 * @param prefer the header of that name; empty if there is none
 */
public record Request(int operation, Kind kind, String key, String order, String body, String prefer) {
    /** The same request of another client, or of the same one much later. */
    public Request repeatedAs(int number) {
        return new Request(number, kind, key, order, body, prefer);
    }
}
