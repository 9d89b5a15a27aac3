package waybill.kernel;

import java.util.Optional;
import java.util.UUID;

/** Names one refund of an order, and is the reference of its transaction: {@code rfd_} and 26 characters. */
public record RefundId(String value) {
    private static final String PREFIX = "rfd";

    public RefundId {
        TypeId.require(PREFIX, value);
    }

    /** The id that carries this UUID (version 7). */
    public static RefundId of(UUID uuid) {
        return new RefundId(TypeId.encode(PREFIX, uuid));
    }

    /** Reads an id as a client wrote it; empty if it is none. */
    public static Optional<RefundId> parse(String text) {
        return TypeId.isValid(PREFIX, text) ? Optional.of(new RefundId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
