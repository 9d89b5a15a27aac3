package waybill.server.neighbours;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.resilience.Result;
import waybill.engine.core.resilience.Trouble;
import waybill.engine.http.client.Ask;
import waybill.engine.http.client.Reply;
import waybill.engine.http.client.ServiceClient;
import waybill.order.service.StockCheck.Shortfall;

/** Asks inventory over HTTP. What is not an answer to this very question is none. */
final class RemoteStock implements StockQuestion {
    private final ServiceClient inventory;

    RemoteStock(ServiceClient inventory) {
        this.inventory = inventory;
    }

    /** Ids of products need no encoding in a query. */
    @Override
    public Result<List<Shortfall>> ask(Map<String, Integer> quantities, @Nullable String traceparent, Duration within)
            throws InterruptedException {
        String items = quantities.entrySet().stream()
                .map(item -> item.getKey() + ":" + item.getValue())
                .collect(Collectors.joining(","));
        return inventory
                .ask(Ask.get("/inventory/check?items=" + items)
                        .tracedTo(traceparent)
                        .within(within))
                .read(reply -> read(reply, quantities));
    }

    static Result<List<Shortfall>> read(Reply reply, Map<String, Integer> quantities) {
        JsonNode body = reply.body();
        if (reply.status() != 200) {
            return unusable("inventory answered " + reply.status() + " " + reply.problem());
        }
        if (!body.path("source").asText().equals("LIVE")) {
            return unusable("inventory could not look itself");
        }
        Map<String, Long> available = available(body.path("items"));
        for (String product : quantities.keySet()) {
            if (!available.containsKey(product)) {
                return unusable("inventory did not say how much there is of " + product);
            }
        }
        return new Result.Answered<>(StockQuestion.shortages(quantities, available));
    }

    private static Map<String, Long> available(JsonNode items) {
        Map<String, Long> available = new HashMap<>();
        for (JsonNode item : items) {
            JsonNode there = item.path("available");
            if (item.path("productId").isTextual() && there.canConvertToLong() && there.isIntegralNumber()) {
                available.put(item.get("productId").asText(), there.longValue());
            }
        }
        return available;
    }

    private static Result<List<Shortfall>> unusable(String why) {
        return new Result.Ambiguous<>(Trouble.LOST, new IOException(why));
    }
}
