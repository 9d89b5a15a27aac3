package waybill.kernel;

import java.util.Optional;
import java.util.UUID;

/** Names one recorded event: {@code evt_} and 26 characters. */
public record EventId(String value) {
    private static final String PREFIX = "evt";

    public EventId {
        TypeId.require(PREFIX, value);
    }

    /** The id that carries this UUID (version 7). */
    public static EventId of(UUID uuid) {
        return new EventId(TypeId.encode(PREFIX, uuid));
    }

    /** Reads an id as a client wrote it; empty if it is none. */
    public static Optional<EventId> parse(String text) {
        return TypeId.isValid(PREFIX, text) ? Optional.of(new EventId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
