package waybill.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.ProductId;

/** The stock rows that inventory's streams share. */
final class Shelf implements Participant.Lending<Warehouse, InventoryCommand> {
    private final Map<ProductId, StockLevel> levels = new LinkedHashMap<>();

    @Override
    public Warehouse lend(Warehouse state, InventoryCommand command) {
        Map<ProductId, StockLevel> lent = new LinkedHashMap<>();
        for (ProductId product : InventoryDecider.products(state, command)) {
            StockLevel level = levels.get(product);
            if (level != null) {
                lent.put(product, level);
            }
        }
        return state.withShelf(lent);
    }

    @Override
    public Warehouse takeBack(Warehouse state) {
        levels.putAll(state.shelf());
        return bare(state);
    }

    @Override
    public Warehouse bare(Warehouse state) {
        return state.withShelf(Map.of());
    }

    /** The level of every product that was ever received. */
    Map<ProductId, StockLevel> levels() {
        return levels;
    }
}
