package waybill.inventory.service.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.StoreFault;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;

/**
 * {@code GET /inventory/check}: whether there is enough. If the stock cannot be read, the answer is optimistic and says
 * so: a look promises nothing, and the reservation decides (PRODUCT.md §3.1).
 */
public final class StockLook {
    private static final Logger LOG = LoggerFactory.getLogger(StockLook.class);

    /** Shorter than the order service lets its customers wait for a look. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final Function<List<String>, CompletableFuture<Map<String, Long>>> available;
    private final InstantSource clock;

    /** Looks at what is available of products now. */
    public StockLook(Function<List<String>, CompletableFuture<Map<String, Long>>> available, InstantSource clock) {
        this.available = available;
        this.clock = clock;
    }

    /** The route. */
    public Routes routes() {
        return new Routes()
                .get("/inventory/check", "checkStock", Set.of("items"), Access.to(Scope.INVENTORY_READ), this::check);
    }

    private Answer check(Call call) {
        Map<String, Integer> asked = call.query(InventoryRequests::asked);
        try {
            return live(
                    asked,
                    available.apply(List.copyOf(asked.keySet())).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return fallback(asked, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fallback(asked, interrupted);
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case StoreFault away -> fallback(asked, away);
                case RejectedExecutionException tooMany -> fallback(asked, tooMany);
                case RuntimeException defect -> throw defect;
                case null, default -> throw new IllegalStateException("a look failed", failed);
            };
        }
    }

    private Answer live(Map<String, Integer> asked, Map<String, Long> found) {
        List<InventoryJson.Checked> items = new ArrayList<>();
        asked.forEach((product, requested) -> {
            long there = found.getOrDefault(product, 0L);
            items.add(new InventoryJson.Checked(product, requested, there, there >= requested));
        });
        return answer("LIVE", items);
    }

    private Answer fallback(Map<String, Integer> asked, Exception why) {
        LOG.atWarn()
                .addKeyValue("event", "stock-unread")
                .log("The stock cannot be read; a look is answered without: {}", why.toString());
        List<InventoryJson.Checked> items = new ArrayList<>();
        asked.forEach(
                (product, requested) -> items.add(new InventoryJson.Checked(product, requested, requested, true)));
        return answer("FALLBACK", items);
    }

    private Answer answer(String source, List<InventoryJson.Checked> items) {
        boolean enough = items.stream().allMatch(InventoryJson.Checked::ok);
        return Answer.json(200, new InventoryJson.Check(enough, source, clock.instant(), items));
    }
}
