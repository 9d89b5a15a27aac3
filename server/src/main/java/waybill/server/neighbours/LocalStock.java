package waybill.server.neighbours;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Heard;
import waybill.engine.core.resilience.Repeat;
import waybill.engine.core.resilience.Result;
import waybill.inventory.service.InventoryService;
import waybill.order.service.StockCheck.Shortfall;

/** Asks inventory in the same process. */
final class LocalStock implements StockQuestion {
    private final InventoryService inventory;
    private final Guarded guarded;

    LocalStock(InventoryService inventory, Guarded guarded) {
        this.inventory = inventory;
        this.guarded = guarded;
    }

    @Override
    public Result<List<Shortfall>> ask(Map<String, Integer> quantities, @Nullable String traceparent, Duration within)
            throws InterruptedException {
        List<String> products = List.copyOf(quantities.keySet());
        return guarded.call(
                Repeat.SAFE,
                within,
                timeout -> Heard.works(
                        StockQuestion.shortages(quantities, Waited.on(inventory.available(products), timeout))));
    }
}
