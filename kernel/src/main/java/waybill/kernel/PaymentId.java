package waybill.kernel;

import java.util.Optional;
import java.util.UUID;

/** Names one payment (one attempt to pay one order): {@code pay_} and 26 characters. */
public record PaymentId(String value) {
    private static final String PREFIX = "pay";

    public PaymentId {
        TypeId.require(PREFIX, value);
    }

    /** The id that carries this UUID (version 7). */
    public static PaymentId of(UUID uuid) {
        return new PaymentId(TypeId.encode(PREFIX, uuid));
    }

    /** Reads an id as a client wrote it; empty if it is none. */
    public static Optional<PaymentId> parse(String text) {
        return TypeId.isValid(PREFIX, text) ? Optional.of(new PaymentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
