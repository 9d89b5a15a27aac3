package waybill.kernel;

import java.util.Optional;
import java.util.UUID;

/** Names one shipment of an order, and is the reference of its capture: {@code shp_} and 26 characters. */
public record ShipmentId(String value) {
    private static final String PREFIX = "shp";

    public ShipmentId {
        TypeId.require(PREFIX, value);
    }

    /** The id that carries this UUID (version 7). */
    public static ShipmentId of(UUID uuid) {
        return new ShipmentId(TypeId.encode(PREFIX, uuid));
    }

    /** Reads an id as a client wrote it; empty if it is none. */
    public static Optional<ShipmentId> parse(String text) {
        return TypeId.isValid(PREFIX, text) ? Optional.of(new ShipmentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
