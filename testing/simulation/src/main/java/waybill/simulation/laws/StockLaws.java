package waybill.simulation.laws;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.Quantity;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.ProductId;

/** The stock's own books, kept beside each commit, and compared with the levels that it touched. */
final class StockLaws {
    private final Map<ProductId, Sums> sums = new LinkedHashMap<>();
    private final Set<ProductId> touched = new LinkedHashSet<>();
    private final Map<String, StockLevel> rows;

    /** What the events and the reservations of a product add up to. */
    private static final class Sums {
        private long onHand;
        private long held;
        private long committed;
        private long promised;
    }

    StockLaws(Map<String, StockLevel> rows) {
        this.rows = rows;
    }

    void committed(
            Map<String, StreamState<Warehouse>> before,
            Batch<Warehouse, InventoryEvent, StockLevel> batch,
            List<Recorded<InventoryEvent>> recorded) {
        recorded.forEach(event -> move(event.event()));
        before.values().forEach(stream -> promise(stream.state(), -1));
        batch.states().forEach(stream -> promise(stream.state(), 1));
        batch.shared().keySet().forEach(product -> touched.add(new ProductId(product)));
    }

    private void promise(Warehouse state, int sign) {
        state.reservations().list().forEach(reservation -> {
            for (Quantity line : reservation.promised()) {
                of(line.product()).promised += (long) sign * line.quantity();
            }
        });
    }

    private void move(InventoryEvent event) {
        switch (event) {
            case InventoryEvent.StockReceived it -> of(it.product()).onHand += it.quantity();
            case InventoryEvent.StockAdjusted it -> of(it.product()).onHand += it.delta();
            case InventoryEvent.StockReserved it -> it.lines().forEach(line -> move(line, 0, 1, 0));
            case InventoryEvent.StockCommitted it -> it.lines().forEach(line -> move(line, 0, -1, 1));
            case InventoryEvent.StockReleased it ->
                it.lines().forEach(line -> move(line, 0, it.wasCommitted() ? 0 : -1, it.wasCommitted() ? -1 : 0));
            case InventoryEvent.StockExpired it -> it.lines().forEach(line -> move(line, 0, -1, 0));
            case InventoryEvent.StockConsumed it -> it.lines().forEach(line -> move(line, -1, 0, -1));
            case InventoryEvent.StockTaken it -> it.lines().forEach(line -> move(line, -1, 0, 0));
            case InventoryEvent _ -> {}
        }
    }

    private void move(Quantity line, int onHand, int held, int committed) {
        Sums sum = of(line.product());
        sum.onHand += (long) onHand * line.quantity();
        sum.held += (long) held * line.quantity();
        sum.committed += (long) committed * line.quantity();
    }

    private Sums of(ProductId product) {
        touched.add(product);
        return sums.computeIfAbsent(product, _ -> new Sums());
    }

    /** I1, I2: of the products touched since the last time. */
    void always(List<String> wrong) {
        for (ProductId product : List.copyOf(touched)) {
            StockLevel level = rows.get(product.value());
            if (level != null) {
                check(wrong, level, of(product));
            }
        }
        touched.clear();
    }

    private static void check(List<String> wrong, StockLevel level, Sums sum) {
        if (level.onHand() != sum.onHand || level.held() != sum.held || level.committed() != sum.committed) {
            wrong.add("I1: " + level + " is not the fold of its movements "
                    + List.of(sum.onHand, sum.held, sum.committed));
        }
        if (level.available() < 0 || level.held() < 0 || level.committed() < 0) {
            wrong.add("I1: " + level + " is less than nothing");
        }
        if (sum.promised != level.held() + level.committed()) {
            wrong.add("I2: reservations promise " + sum.promised + " of " + level);
        }
    }
}
