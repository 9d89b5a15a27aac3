package waybill.simulation.customers;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.KeyId;
import waybill.kernel.OrderId;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.OrderCommand;

/** Something that somebody wants once, however often it is asked for: one idempotency key. */
final class Wish {
    private final KeyId key;
    private final @Nullable OrderId order;
    private final Function<UUID, OrderCommand> command;
    private boolean begins;
    private final List<UUID> references = new ArrayList<>();
    private int decided;
    private @Nullable UUID done;

    /**
     * What somebody wants.
     *
     * @param order null for a new order, whose id each request makes anew
     * @param command by the id that the request has made
     */
    Wish(String key, @Nullable OrderId order, Function<UUID, OrderCommand> command) {
        this.key = new KeyId("somebody", key);
        this.order = order;
        this.command = command;
    }

    KeyId key() {
        return key;
    }

    boolean isForNewOrder() {
        return order == null;
    }

    /** The command of one more request. */
    OrderCommand ask(UUID reference) {
        references.add(reference);
        OrderCommand made = command.apply(reference);
        begins = made instanceof OrderCommand.PlaceOrder
                || made instanceof FulfilmentCommand.BeginShipment
                || made instanceof FulfilmentCommand.BeginRefund;
        return made;
    }

    /** Whether it begins something that has the id of its request. */
    boolean begins() {
        return begins;
    }

    /** The ids that its requests have made. */
    List<UUID> references() {
        return references;
    }

    /** It was told that this request has decided it. */
    void decidedBy(UUID reference, boolean obeyed) {
        decided++;
        if (obeyed) {
            done = reference;
        }
    }

    /** How many requests were told that it was they that decided it; more than one is one too many. */
    int decided() {
        return decided;
    }

    /** The request that was obeyed, as far as anybody was told. */
    @Nullable
    UUID done() {
        return done;
    }

    @Override
    public String toString() {
        return key.key();
    }
}
