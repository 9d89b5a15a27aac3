package waybill.inventory.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.kernel.ProductId;

/**
 * What one inventory decision knows: the reservations of one order, and on the shelf the stock of the products the
 * command may touch. The reservations are folded from the order's events; the shelf is lent for the decision and given
 * back changed.
 *
 * @param reservations all attempts of one order; unknown where the command is about a product
 * @param shelf the levels that were lent; a product without one has never been received
 */
public record Warehouse(Reservations reservations, Map<ProductId, StockLevel> shelf) {
    private static final Warehouse EMPTY = new Warehouse(Reservations.unknown(), Map.of());

    public Warehouse {
        shelf = Map.copyOf(shelf);
    }

    /** Nothing reserved, nothing lent. */
    public static Warehouse empty() {
        return EMPTY;
    }

    /** The same reservations with these levels lent instead; an empty map gives them back. */
    public Warehouse withShelf(Map<ProductId, StockLevel> lent) {
        return new Warehouse(reservations, lent);
    }

    /** The level of this product, if it was lent. */
    public Optional<StockLevel> level(ProductId product) {
        return Optional.ofNullable(shelf.get(product));
    }

    /** What is available of a product: nothing if nobody ever received it. */
    private long available(ProductId product) {
        StockLevel level = shelf.get(product);
        return level == null ? 0 : level.available();
    }

    /** Every product of which there is too little for these lines, so that one answer tells all. */
    List<Shortage> shortages(List<Quantity> lines) {
        List<Shortage> shortages = List.of();
        for (Quantity line : lines) {
            long available = available(line.product());
            if (available < line.quantity()) {
                shortages = shortages.isEmpty() ? new ArrayList<>() : shortages;
                shortages.add(new Shortage(line.product(), line.quantity(), (int) available));
            }
        }
        return shortages;
    }

    /**
     * Stops loudly if units are about to move on a level that was not lent: the reservation would change and the stock
     * would not.
     */
    void requireLent(List<Quantity> lines) {
        for (Quantity line : lines) {
            if (!shelf.containsKey(line.product())) {
                throw new IllegalStateException("the level of " + line.product() + " was not lent for this decision");
            }
        }
    }

    Warehouse after(InventoryEvent event) {
        return switch (event) {
            case InventoryEvent.OfOrder ofOrder ->
                new Warehouse(ReservationsFold.after(reservations, ofOrder), ShelfFold.after(shelf, ofOrder));
            case InventoryEvent.OperatorActed _ -> this;
            case InventoryEvent.OfProduct _ -> new Warehouse(reservations, ShelfFold.after(shelf, event));
        };
    }
}
