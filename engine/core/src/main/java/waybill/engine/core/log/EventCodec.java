package waybill.engine.core.log;

/** How events become bytes and back. Wire names are strings, never class names. */
public interface EventCodec<E> {
    /** The wire name of the event's kind. */
    String type(E event);

    /** The exact bytes to be kept. */
    byte[] encode(E event);

    /**
     * The event those bytes say.
     *
     * @throws UndecodableEvent if the type is unknown or the bytes are not of it
     */
    E decode(String type, byte[] data);
}
