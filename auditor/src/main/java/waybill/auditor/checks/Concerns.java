package waybill.auditor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.folds.Told;

/**
 * Which events a service must do something about. What does not concern it, it passes by without writing that down: how
 * far it has come is then further than it says.
 */
public final class Concerns {
    private static final Map<String, Map<String, Set<String>>> TYPES = Map.of(
            "inventory",
            Map.of(
                    "order",
                    Set.of(
                            "order.created.v1",
                            "order.payment-retried.v1",
                            "order.stock-wanted.v1",
                            "order.answer-wanted.v1",
                            "order.placed.v1",
                            "order.partially-shipped.v1",
                            "order.shipped.v1",
                            "order.lines-cancelled.v1",
                            "order.cancel-requested.v1",
                            "order.cancelled.v1"),
                    "payment",
                    Set.of("payment.declined.v1", "payment.failed.v1", "payment.withheld.v1")),
            "payment",
            Map.of(
                    "order",
                    Set.of(
                            "order.payment-return-requested.v1",
                            "order.cancel-requested.v1",
                            "order.lines-cancelled.v1",
                            "order.answer-wanted.v1"),
                    "inventory",
                    Set.of("inventory.reserved.v1")),
            "order",
            Map.of(
                    "inventory",
                    Set.of(
                            "inventory.reserved.v1",
                            "inventory.rejected.v1",
                            "inventory.committed.v1",
                            "inventory.released.v1",
                            "inventory.expired.v1",
                            "inventory.consumed.v1",
                            "inventory.taken.v1",
                            "inventory.closed.v1"),
                    "payment",
                    Set.of(
                            "payment.authorized.v1",
                            "payment.declined.v1",
                            "payment.failed.v1",
                            "payment.withheld.v1",
                            "payment.unknown.v1",
                            "payment.voided.v1",
                            "payment.expired.v1",
                            "payment.captured.v1",
                            "payment.capture-declined.v1",
                            "payment.capture-failed.v1",
                            "payment.refunded.v1",
                            "payment.closed.v1")));

    private Concerns() {}

    /** The names of what may concern a service of what another says. */
    public static List<String> types(String hearer, String source) {
        return List.copyOf(TYPES.getOrDefault(hearer, Map.of()).getOrDefault(source, Set.of()));
    }

    /** Whether a service must do something about this event of another. */
    public static boolean of(String hearer, String source, StoredEvent event) {
        if (!TYPES.getOrDefault(hearer, Map.of()).getOrDefault(source, Set.of()).contains(event.type())) {
            return false;
        }
        JsonNode data;
        try {
            data = Told.of(event).data();
        } catch (Told.Unreadable _) {
            return true;
        }
        return switch (event.type()) {
            // Asked for by hand, it is nobody else's.
            case "inventory.reserved.v1" -> data.path("payment").isObject();
            case "inventory.released.v1" -> data.path("attempt").asInt() != 0;
            case "payment.captured.v1", "payment.capture-declined.v1", "payment.capture-failed.v1" ->
                data.path("reference").asText().startsWith("shp_");
            case "order.answer-wanted.v1" -> data.path("from").asText().equalsIgnoreCase(hearer);
            default -> true;
        };
    }
}
