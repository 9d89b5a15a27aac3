package waybill.engine.core.log;

import java.util.List;

/** How events become bytes and back. Wire names are strings, never class names. */
public interface EventCodec<E> {
    /** The wire name of the event's kind. */
    String type(E event);

    /** The exact bytes to be kept. */
    byte[] encode(E event);

    /**
     * Told, before they are decoded, of all that a reader is about to decode: whoever has to look something up for it
     * can do so at once.
     */
    default void comingUp(List<byte[]> data) {}

    /**
     * The event those bytes say.
     *
     * @throws UndecodableEvent if the type is unknown or the bytes are not of it
     */
    E decode(String type, byte[] data);
}
