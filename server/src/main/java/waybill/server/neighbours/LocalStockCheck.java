package waybill.server.neighbours;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.StoreFault;
import waybill.inventory.service.InventoryService;
import waybill.order.service.StockCheck;

/** The stock check where inventory runs in the same process. */
final class LocalStockCheck implements StockCheck {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStockCheck.class);

    private final InventoryService inventory;

    LocalStockCheck(InventoryService inventory) {
        this.inventory = inventory;
    }

    @Override
    public Look look(Map<String, Integer> quantities) {
        try {
            Map<String, Long> available = inventory.available(List.copyOf(quantities.keySet()));
            List<Shortfall> shortages = new ArrayList<>();
            quantities.forEach((product, requested) -> {
                long there = available.getOrDefault(product, 0L);
                if (there < requested) {
                    shortages.add(new Shortfall(product, requested, there));
                }
            });
            return new Look(shortages, true);
        } catch (CompletionException | StoreFault | RejectedExecutionException away) {
            // Not knowing is an answer: the order is accepted, marked, and waits for the reservation.
            LOG.warn("inventory could not be asked; the order is accepted unverified", away);
            return new Look(List.of(), false);
        }
    }
}
