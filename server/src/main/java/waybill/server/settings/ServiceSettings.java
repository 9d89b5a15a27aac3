package waybill.server.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The other services, for the order service.
 *
 * @param inventory where inventory's API is
 * @param payment where payment's API is
 * @param lookTime how long a customer who places an order waits for a look at the stock
 * @param token what this process shows them to be let in; none where no door is locked
 */
public record ServiceSettings(
        Optional<URI> inventory, Optional<URI> payment, Duration lookTime, Optional<Secret> token) {
    static ServiceSettings read(Values values) {
        return new ServiceSettings(
                values.optionalAddress(Key.INVENTORY_URL),
                values.optionalAddress(Key.PAYMENT_URL),
                values.duration(Key.ORDER_STOCK_CHECK_TIME),
                values.secretOrFile(Key.SERVICES_TOKEN, Key.SERVICES_TOKEN_FILE));
    }

    /** Whom a process with these roles asks, it can reach. */
    void mustSuit(Set<Role> roles) {
        if (roles.contains(Role.ORDER)) {
            mustBeReached(roles, Role.INVENTORY, inventory, Key.INVENTORY_URL);
            mustBeReached(roles, Role.PAYMENT, payment, Key.PAYMENT_URL);
        }
    }

    private static void mustBeReached(Set<Role> roles, Role other, Optional<URI> address, Key key) {
        if (!roles.contains(other) && address.isEmpty()) {
            throw new BadSettings(key.property() + " must be set: the role order asks " + other.service()
                    + ", which does not run in this process.");
        }
    }
}
