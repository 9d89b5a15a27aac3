package waybill.auditor.folds;

import java.util.List;
import java.util.Map;

/** How events move the stock of products. */
public final class Movements {
    private Movements() {}

    /** What an event adds to each term of a product's stock; it takes away what is below 0. */
    public record Movement(String product, long onHand, long held, long committed) {}

    /** How this event of inventory moves stock. */
    public static List<Movement> of(Told event) {
        return switch (event.type()) {
            case "stock.received.v1" ->
                onHand(event, event.data().path("quantity").asLong());
            case "stock.adjusted.v1" -> onHand(event, event.data().path("delta").asLong());
            case "inventory.reserved.v1" -> lines(event, 0, 1, 0);
            case "inventory.committed.v1" -> lines(event, 0, -1, 1);
            case "inventory.consumed.v1" -> lines(event, -1, 0, -1);
            case "inventory.taken.v1" -> lines(event, -1, 0, 0);
            case "inventory.expired.v1" -> lines(event, 0, -1, 0);
            case "inventory.released.v1" ->
                event.data().path("wasCommitted").asBoolean() ? lines(event, 0, 0, -1) : lines(event, 0, -1, 0);
            default -> List.of();
        };
    }

    private static List<Movement> onHand(Told event, long units) {
        return List.of(new Movement(event.text("product"), units, 0, 0));
    }

    private static List<Movement> lines(Told event, int onHand, int held, int committed) {
        Map<String, Long> goods = event.goods("lines");
        return goods.entrySet().stream()
                .map(line -> new Movement(
                        line.getKey(), onHand * line.getValue(), held * line.getValue(), committed * line.getValue()))
                .toList();
    }
}
