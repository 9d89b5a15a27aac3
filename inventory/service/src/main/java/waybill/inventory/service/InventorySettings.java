package waybill.inventory.service;

import java.time.Duration;

/**
 * What can be set about inventory.
 *
 * @param holdTime how long goods are held for an order that is not placed; longer than the saga's deadline
 */
public record InventorySettings(Duration holdTime) {
    /** Holds for 20 minutes (PRODUCT.md §2). */
    public static InventorySettings usual() {
        return new InventorySettings(Duration.ofMinutes(20));
    }
}
