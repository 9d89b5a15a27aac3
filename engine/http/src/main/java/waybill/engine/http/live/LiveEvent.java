package waybill.engine.http.live;

/**
 * One server-sent event.
 *
 * @param id where a client goes on that has seen this one: it says so in {@code Last-Event-ID}
 * @param type its kind
 * @param data what happened, as JSON in one line
 */
public record LiveEvent(String id, String type, String data) {
    /** @throws IllegalArgumentException if a part has a line break: it would end there */
    public LiveEvent {
        if (isBroken(id) || isBroken(type) || isBroken(data)) {
            throw new IllegalArgumentException("a line break within a server-sent event " + id);
        }
    }

    private static boolean isBroken(String part) {
        return part.indexOf('\n') >= 0 || part.indexOf('\r') >= 0;
    }

    /** Adds this event as it is on the wire. */
    public void appendTo(StringBuilder text) {
        text.append("id: ").append(id).append("\nevent: ").append(type);
        text.append("\ndata: ").append(data).append("\n\n");
    }
}
