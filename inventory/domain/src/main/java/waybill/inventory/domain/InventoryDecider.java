package waybill.inventory.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import waybill.inventory.domain.InventoryCommand.Adjust;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Receive;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.Reservation.Held;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;

/**
 * What may happen to stock and reservations. A reservation belongs to one attempt of one order: a late answer of
 * attempt 1 never touches attempt 2.
 */
public final class InventoryDecider implements Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> {
    private static final String HOLD_DEADLINE = "hold-";

    @Override
    public Warehouse initial() {
        return Warehouse.empty();
    }

    @Override
    public Decision<InventoryEvent, InventoryRefusal> decide(Warehouse warehouse, InventoryCommand command) {
        return switch (command) {
            case HoldForOrder hold -> Holding.hold(warehouse, hold);
            case Reserve reserve -> Holding.reserve(warehouse, reserve);
            case Commit commit -> Settling.commit(warehouse, commit);
            case Release release -> Settling.release(warehouse, release);
            case Expire expire -> Settling.expire(warehouse, expire);
            case Receive receive -> Stocking.receive(warehouse, receive);
            case Adjust adjust -> Stocking.adjust(warehouse, adjust);
        };
    }

    @Override
    public Warehouse evolve(Warehouse warehouse, InventoryEvent event) {
        return warehouse.after(event);
    }

    /**
     * The products whose levels must be lent for this decision. Asked of the state before a batch, the union over the
     * batch's commands covers every decision in it: lines are only ever known from that state or from those commands.
     */
    public static Set<ProductId> products(Warehouse warehouse, InventoryCommand command) {
        return switch (command) {
            case HoldForOrder hold -> productsOf(hold.lines());
            case Reserve reserve -> productsOf(reserve.lines());
            case Commit commit -> promisedBy(warehouse.reservations().attempt(commit.attempt()));
            case Release release -> promisedBy(Settling.meant(warehouse.reservations(), release));
            case Expire expire -> promisedBy(warehouse.reservations().attempt(expire.attempt()));
            case InventoryCommand.OfProduct ofProduct -> Set.of(ofProduct.product());
        };
    }

    /** When something has to happen by itself, by name: {@code hold-1} when the hold of attempt 1 expires. */
    public static Map<String, Instant> deadlines(Warehouse warehouse) {
        List<Reservation> reservations = warehouse.reservations().list();
        if (reservations.size() == 1) {
            return reservations.getFirst() instanceof Held held ? Map.of(nameOf(held), held.expiresAt()) : Map.of();
        }
        Map<String, Instant> deadlines = HashMap.newHashMap(reservations.size());
        for (Reservation reservation : reservations) {
            if (reservation instanceof Held held) {
                deadlines.put(nameOf(held), held.expiresAt());
            }
        }
        return Map.copyOf(deadlines);
    }

    /**
     * What a deadline of this name, when it comes, commands.
     *
     * @throws IllegalArgumentException if no deadline of inventory is named so
     */
    public static Expire expireAt(OrderId order, String deadline, Instant at) {
        if (!deadline.startsWith(HOLD_DEADLINE)) {
            throw new IllegalArgumentException("not a deadline of inventory: " + deadline);
        }
        return new Expire(order, Integer.parseInt(deadline.substring(HOLD_DEADLINE.length())), at);
    }

    private static String nameOf(Held held) {
        return HOLD_DEADLINE + held.attempt();
    }

    private static Set<ProductId> promisedBy(Optional<Reservation> reservation) {
        return reservation.map(known -> productsOf(known.promised())).orElseGet(Set::of);
    }

    private static Set<ProductId> productsOf(List<Quantity> lines) {
        if (lines.size() == 1) {
            return Set.of(lines.getFirst().product());
        }
        Set<ProductId> products = HashSet.newHashSet(lines.size());
        for (Quantity line : lines) {
            products.add(line.product());
        }
        return products;
    }
}
