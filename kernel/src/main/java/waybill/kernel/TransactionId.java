package waybill.kernel;

import java.util.Optional;
import java.util.UUID;

/** Names one transaction with the payment gateway, and is its key there: {@code txn_} and 26 characters. */
public record TransactionId(String value) {
    private static final String PREFIX = "txn";

    public TransactionId {
        TypeId.require(PREFIX, value);
    }

    /** The id that carries this UUID (version 7). */
    public static TransactionId of(UUID uuid) {
        return new TransactionId(TypeId.encode(PREFIX, uuid));
    }

    /** Reads an id as a client wrote it; empty if it is none. */
    public static Optional<TransactionId> parse(String text) {
        return TypeId.isValid(PREFIX, text) ? Optional.of(new TransactionId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
