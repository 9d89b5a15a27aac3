package waybill.simulation.shop;

import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.EventCodec;

/**
 * Events become bytes and are read again, as on the way to a real disk, in some lives; in the others they are handed
 * over as they are, which takes half the time. Used by one thread.
 */
final class SometimesBytes<E> implements EventCodec<E> {
    private static final byte[] NOTHING = new byte[0];

    private final EventCodec<E> real;
    private final boolean bytes;
    private @Nullable E handed;

    SometimesBytes(EventCodec<E> real, boolean bytes) {
        this.real = real;
        this.bytes = bytes;
    }

    @Override
    public String type(E event) {
        return real.type(event);
    }

    @Override
    public byte[] encode(E event) {
        if (bytes) {
            return real.encode(event);
        }
        handed = event;
        return NOTHING;
    }

    @Override
    public E decode(String type, byte[] data) {
        E event = handed;
        return bytes || event == null ? real.decode(type, data) : event;
    }
}
