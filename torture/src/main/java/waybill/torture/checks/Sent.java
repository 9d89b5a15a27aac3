package waybill.torture.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import waybill.torture.ending.Line;
import waybill.torture.ending.Order;
import waybill.torture.history.Request;

/** What a client sent, read again from its body. */
final class Sent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Sent() {}

    static JsonNode body(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("no JSON in the history: " + request, broken);
        }
    }

    /** What of this order is not what the client sent; empty if all of it is. */
    static String difference(Request request, Order order) {
        JsonNode body = body(request);
        List<Line> lines = new ArrayList<>();
        long total = 0;
        for (JsonNode item : body.path("items")) {
            long price = new BigDecimal(item.path("price").asText())
                    .movePointRight(2)
                    .longValueExact();
            int quantity = item.path("quantity").asInt();
            total += price * quantity;
            lines.add(new Line(item.path("productId").asText(), quantity, price, 0, 0));
        }
        List<Line> kept = order.lines().stream()
                .map(line -> new Line(line.product(), line.quantity(), line.price(), 0, 0))
                .toList();
        if (!kept.equals(lines)) {
            return "its lines are " + kept + " and were " + lines;
        }
        if (order.total() != total) {
            return "its total is " + order.total() + " and should be " + total;
        }
        if (!order.customer().equals(body.at("/customer/id").asText())) {
            return "its customer is " + order.customer();
        }
        return order.mark().equals(body.at("/metadata/mark").asText()) ? "" : "its mark is " + order.mark();
    }

    /** Pieces of a delivery. */
    static int pieces(Request delivery) {
        return body(delivery).path("quantity").asInt();
    }

    /** Product of a delivery. */
    static String product(Request delivery) {
        return body(delivery).path("productId").asText();
    }
}
