package waybill.kernel;

import java.util.Optional;
import java.util.UUID;

/** Names one reservation (one attempt to hold one order): {@code res_} and 26 characters. */
public record ReservationId(String value) {
    private static final String PREFIX = "res";

    public ReservationId {
        TypeId.require(PREFIX, value);
    }

    /** The id that carries this UUID (version 7). */
    public static ReservationId of(UUID uuid) {
        return new ReservationId(TypeId.encode(PREFIX, uuid));
    }

    /** Reads an id as a client wrote it; empty if it is none. */
    public static Optional<ReservationId> parse(String text) {
        return TypeId.isValid(PREFIX, text) ? Optional.of(new ReservationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
