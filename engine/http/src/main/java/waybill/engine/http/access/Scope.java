package waybill.engine.http.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may be allowed to do; writing does not include reading. */
public enum Scope {
    ORDERS_READ,
    ORDERS_WRITE,
    INVENTORY_READ,
    INVENTORY_WRITE,
    PAYMENTS_READ,
    PAYMENTS_WRITE,
    OPS_READ,
    OPS_WRITE;

    /** Its name in tokens, keys and the contract: {@code orders:read}. */
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', ':');

    /** Its name outside: {@code orders:read}. */
    public String label() {
        return label;
    }

    /** The scope of this name; none if Waybill has no such scope. */
    public static Optional<Scope> named(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label.equals(label))
                .findFirst();
    }

    /**
     * What it takes to read what a service tells.
     *
     * @param service {@code order}, {@code inventory} or {@code payment}
     */
    public static Scope ofReading(String service) {
        return switch (service) {
            case "order" -> ORDERS_READ;
            case "inventory" -> INVENTORY_READ;
            case "payment" -> PAYMENTS_READ;
            default -> throw new IllegalArgumentException("nobody has a scope for " + service);
        };
    }
}
