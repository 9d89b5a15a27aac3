package waybill.kernel;

import java.util.Optional;
import java.util.UUID;

/** Names one order, everywhere: {@code ord_} and 26 characters. */
public record OrderId(String value) {
    private static final String PREFIX = "ord";

    public OrderId {
        TypeId.require(PREFIX, value);
    }

    /** The id that carries this UUID (version 7). */
    public static OrderId of(UUID uuid) {
        return new OrderId(TypeId.encode(PREFIX, uuid));
    }

    /** Reads an id as a client wrote it; empty if it is none. */
    public static Optional<OrderId> parse(String text) {
        return TypeId.isValid(PREFIX, text) ? Optional.of(new OrderId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
