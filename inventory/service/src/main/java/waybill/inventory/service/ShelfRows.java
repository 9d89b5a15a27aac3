package waybill.inventory.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import waybill.engine.core.commands.SharedRows;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.ProductId;

/** Lends stock rows to inventory's decisions. */
public final class ShelfRows implements SharedRows<Warehouse, InventoryCommand, StockLevel> {
    /** Asked for every command before its batch: one small set, filled once. */
    @Override
    public Set<String> needed(Warehouse state, InventoryCommand command) {
        Set<String> products = new HashSet<>();
        InventoryDecider.forEachProduct(state, command, product -> products.add(product.value()));
        return products;
    }

    @Override
    public Warehouse lend(Warehouse state, Map<String, StockLevel> rows) {
        Map<ProductId, StockLevel> shelf = new LinkedHashMap<>();
        rows.values().forEach(row -> shelf.put(row.product(), row));
        return state.withShelf(shelf);
    }

    @Override
    public Map<String, StockLevel> returned(Warehouse state) {
        Map<String, StockLevel> rows = new HashMap<>();
        state.shelf().forEach((product, level) -> rows.put(product.value(), level));
        return rows;
    }

    @Override
    public Warehouse without(Warehouse state) {
        return state.withShelf(Map.of());
    }
}
