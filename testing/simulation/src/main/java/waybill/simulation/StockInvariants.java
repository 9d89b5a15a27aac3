package waybill.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.Quantity;
import waybill.inventory.domain.StockLevel;
import waybill.kernel.ProductId;

/** What must be true of the stock at every moment. */
final class StockInvariants {
    private final Shop shop;

    StockInvariants(Shop shop) {
        this.shop = shop;
    }

    void always(List<String> wrong) {
        levels(wrong);
        promises(wrong);
    }

    /** I1: every level is the fold of its movements. */
    private void levels(List<String> wrong) {
        Map<ProductId, long[]> folded = new HashMap<>();
        shop.stock
                .states()
                .keySet()
                .forEach(stream -> shop.stock.history(stream).forEach(event -> {
                    switch (event) {
                        case InventoryEvent.StockReceived e -> move(folded, e.product(), e.quantity(), 0, 0);
                        case InventoryEvent.StockAdjusted e -> move(folded, e.product(), e.delta(), 0, 0);
                        case InventoryEvent.StockReserved e ->
                            e.lines().forEach(line -> move(folded, line.product(), 0, line.quantity(), 0));
                        case InventoryEvent.StockCommitted e ->
                            e.lines()
                                    .forEach(
                                            line -> move(folded, line.product(), 0, -line.quantity(), line.quantity()));
                        case InventoryEvent.StockReleased e ->
                            e.lines()
                                    .forEach(line -> move(
                                            folded,
                                            line.product(),
                                            0,
                                            e.wasCommitted() ? 0 : -line.quantity(),
                                            e.wasCommitted() ? -line.quantity() : 0));
                        case InventoryEvent.StockExpired e ->
                            e.lines().forEach(line -> move(folded, line.product(), 0, -line.quantity(), 0));
                        case InventoryEvent.StockConsumed e ->
                            e.lines()
                                    .forEach(line ->
                                            move(folded, line.product(), -line.quantity(), 0, -line.quantity()));
                        case InventoryEvent _ -> {}
                    }
                }));
        shop.shelf.levels().forEach((product, level) -> {
            long[] sum = folded.getOrDefault(product, new long[3]);
            if (level.onHand() != sum[0] || level.held() != sum[1] || level.committed() != sum[2]) {
                wrong.add("I1: " + level + " is not the fold of its movements " + List.of(sum[0], sum[1], sum[2]));
            }
        });
    }

    private static void move(Map<ProductId, long[]> folded, ProductId product, long onHand, long held, long committed) {
        long[] sum = folded.computeIfAbsent(product, _ -> new long[3]);
        sum[0] += onHand;
        sum[1] += held;
        sum[2] += committed;
    }

    /** I2: live reservations sum to what is held and committed. */
    private void promises(List<String> wrong) {
        Map<ProductId, Long> promised = new HashMap<>();
        shop.stock
                .states()
                .values()
                .forEach(state -> state.reservations().list().forEach(reservation -> {
                    for (Quantity line : reservation.promised()) {
                        promised.merge(line.product(), (long) line.quantity(), Long::sum);
                    }
                }));
        for (StockLevel level : shop.shelf.levels().values()) {
            long sum = promised.getOrDefault(level.product(), 0L);
            if (sum != level.held() + level.committed()) {
                wrong.add("I2: reservations promise " + sum + " of " + level);
            }
        }
    }
}
