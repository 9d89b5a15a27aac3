package waybill.server.neighbours;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.resilience.Result;
import waybill.order.service.StockCheck.Shortfall;

/** A way to ask inventory how much there is. */
interface StockQuestion {
    /** Asks, for no longer than this; answers what there is too little of. */
    Result<List<Shortfall>> ask(Map<String, Integer> quantities, @Nullable String traceparent, Duration within)
            throws InterruptedException;

    /** What there is too little of; where nothing is said, there is nothing. */
    static List<Shortfall> shortages(Map<String, Integer> quantities, Map<String, Long> available) {
        List<Shortfall> shortages = new ArrayList<>();
        quantities.forEach((product, requested) -> {
            long there = available.getOrDefault(product, 0L);
            if (there < requested) {
                shortages.add(new Shortfall(product, requested, there));
            }
        });
        return shortages;
    }
}
