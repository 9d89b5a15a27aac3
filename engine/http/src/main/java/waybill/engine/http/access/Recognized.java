package waybill.engine.http.access;

/** Who shows some credentials. */
public sealed interface Recognized {
    /** Somebody known. */
    record As(Caller caller) implements Recognized {}

    /**
     * Nobody.
     *
     * @param why one sentence in ASCII without quotes, for whoever shows them; nothing of the credentials is in it
     */
    record Refused(String why) implements Recognized {}
}
