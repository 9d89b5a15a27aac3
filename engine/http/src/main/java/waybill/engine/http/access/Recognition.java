package waybill.engine.http.access;

/** Knows callers by the credentials they show: tokens of one kind, or keys. */
public interface Recognition {
    /** Whether these credentials are of the kind that is known here; the rest is for others to judge. */
    boolean concerns(String credentials);

    /**
     * Who shows these credentials, at this moment. They are secret: no sentence and no log may repeat any part of them.
     *
     * @throws RuntimeException if it cannot be told now, as a fault or a problem of its own
     */
    Recognized recognize(String credentials);
}
