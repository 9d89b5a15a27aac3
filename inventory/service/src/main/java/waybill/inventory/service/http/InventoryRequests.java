package waybill.inventory.service.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waybill.engine.http.Body;
import waybill.engine.http.Query;
import waybill.engine.http.Rule;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.Quantity;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;

/** What inventory is asked, read from requests. */
final class InventoryRequests {
    static final Rule PRODUCT = Rule.parsedBy(ProductId::parse, "a product id");
    private static final Rule ORDER = Rule.parsedBy(OrderId::parse, "an order id");
    private static final int LINES_MAX = 100;
    private static final int QUANTITY_MAX = 1_000_000;

    private InventoryRequests() {}

    /** {@code items=TSHIRT-M:2,MUG:1}; the same product twice counts together. */
    static Map<String, Integer> asked(Query query) {
        Map<String, Integer> asked = new LinkedHashMap<>();
        for (String item : query.requiredList("items", LINES_MAX)) {
            String[] parts = item.split(":", -1);
            if (parts.length != 2
                    || !parts[1].matches("[1-9][0-9]{0,5}|1000000")
                    || ProductId.parse(parts[0]).isEmpty()) {
                query.complain("items", "INVALID", "must be productId:quantity, as TSHIRT-M:2");
            } else {
                asked.merge(parts[0], Integer.parseInt(parts[1]), Math::addExact);
            }
        }
        return asked;
    }

    static InventoryCommand.Receive receive(Body body, Instant now) {
        return new InventoryCommand.Receive(
                product(body),
                body.integer("quantity", 1, QUANTITY_MAX),
                body.optionalText("name"),
                body.optionalText("reference"),
                now);
    }

    static InventoryCommand.Adjust adjust(Body body, Instant now) {
        int delta = body.integer("quantity", -QUANTITY_MAX, QUANTITY_MAX);
        if (delta == 0) {
            body.complain("quantity", "OUT_OF_RANGE", "must not be 0");
            delta = 1;
        }
        return new InventoryCommand.Adjust(product(body), delta, body.optionalText("reference"), now);
    }

    static OrderId order(Body body) {
        return OrderId.parse(body.text("orderId", ORDER)).orElse(OrderId.of(new UUID(0, 0)));
    }

    static List<Quantity> lines(Body body) {
        List<Quantity> lines = new ArrayList<>();
        for (Body item : body.objects("items", 1, LINES_MAX)) {
            lines.add(new Quantity(product(item), item.integer("quantity", 1, QUANTITY_MAX)));
        }
        return lines;
    }

    private static ProductId product(Body body) {
        return ProductId.parse(body.text("productId", PRODUCT)).orElse(new ProductId("0"));
    }
}
