package waybill.torture.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import waybill.torture.history.Kind;
import waybill.torture.history.Request;

/** What the next client wants: chosen by the seed and its number, from what is known by then. */
final class Menu {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CUSTOMERS = 5_000;
    private static final int LINES_MAX = 3;
    private static final int PIECES_MAX = 3;

    private final long seed;
    private final Known known;
    private volatile boolean storm;

    Menu(long seed, Known known) {
        this.seed = seed;
        this.known = known;
    }

    /** Whether the gateway fails more often than not. */
    void setStorm(boolean now) {
        storm = now;
    }

    /** Of a hundred: 40 place, 9 repeat, 3 try a used key, 10 cancel, 16 ship, 6 refund, 4 pay again, 10 look. */
    Request next(int number) {
        Chance chance = new Chance(seed, number);
        int dish = chance.below(100);
        if (dish < 40) {
            return place(number, chance);
        } else if (dish < 49) {
            return known.answered(chance)
                    .map(request -> request.repeatedAs(number))
                    .orElseGet(() -> place(number, chance));
        } else if (dish < 52) {
            return known.placed(chance)
                    .map(request -> impostor(number, request, chance))
                    .orElseGet(() -> place(number, chance));
        } else if (dish < 62) {
            return with(Known.Shelf.OPEN, Kind.CANCEL, number, chance);
        } else if (dish < 78) {
            return with(Known.Shelf.OPEN, Kind.FULFILL, number, chance);
        } else if (dish < 84) {
            return with(Known.Shelf.SHIPPED, Kind.REFUND, number, chance);
        } else if (dish < 88) {
            return with(Known.Shelf.UNPAID, Kind.PAY, number, chance);
        } else if (dish < 98) {
            return with(Known.Shelf.ANY, Kind.READ, number, chance);
        }
        return delivery(number, Shelves.someScarce(chance), 1 + chance.below(10));
    }

    private Request with(Known.Shelf shelf, Kind kind, int number, Chance chance) {
        return known.order(shelf, chance)
                .map(order -> about(order, kind, number, chance))
                .orElseGet(() -> place(number, chance));
    }

    private Request about(String order, Kind kind, int number, Chance chance) {
        String key = key(number);
        String body = switch (kind) {
            case FULFILL -> shipment(key, chance);
            case REFUND -> refund(key, chance);
            case PAY ->
                JSON.createObjectNode().put("token", Tokens.any(chance, storm)).toString();
            case RECEIVE, PLACE, IMPOSTOR, CANCEL, READ -> "";
        };
        return new Request(
                number, kind, kind.isWrite() ? key : "", order, body, kind.isWrite() ? preference(chance) : "");
    }

    /** Goods come in; the number is that of the operation. */
    Request delivery(int number, String product, int pieces) {
        String body = JSON.createObjectNode()
                .put("productId", product)
                .put("quantity", pieces)
                .put("reference", key(number))
                .toString();
        return new Request(number, Kind.RECEIVE, key(number), "", body, "");
    }

    private Request place(int number, Chance chance) {
        return new Request(number, Kind.PLACE, key(number), "", order(key(number), chance), preference(chance));
    }

    private Request impostor(int number, Request before, Chance chance) {
        return new Request(number, Kind.IMPOSTOR, before.key(), "", order(key(number) + "-impostor", chance), "");
    }

    private String key(int number) {
        return "t" + seed + "-" + number;
    }

    private String order(String mark, Chance chance) {
        ObjectNode order = JSON.createObjectNode();
        order.putObject("customer").put("id", "customer-" + chance.below(CUSTOMERS));
        order.put("currency", "EUR");
        Set<String> products = new LinkedHashSet<>();
        int lines = 1 + chance.below(LINES_MAX);
        for (int i = 0; i < lines; i++) {
            products.add(Shelves.any(chance));
        }
        ArrayNode items = order.putArray("items");
        for (String product : products) {
            items.addObject()
                    .put("productId", product)
                    .put("quantity", 1 + chance.below(PIECES_MAX))
                    .put("price", euros(Shelves.price(product)));
        }
        order.putObject("shippingAddress")
                .put("street", "1 Main St")
                .put("city", "Berlin")
                .put("zip", "10115")
                .put("country", "DE");
        order.putObject("payment").put("method", "card").put("token", Tokens.any(chance, storm));
        order.putObject("metadata").put("mark", mark);
        return order.toString();
    }

    /** Everything that is open, or one piece of the first line. The key is on the parcel. */
    private static String shipment(String key, Chance chance) {
        ObjectNode shipment = JSON.createObjectNode().put("carrier", "DHL").put("trackingNumber", key);
        if (chance.percent(50)) {
            shipment.putArray("items").addObject().put("line", 1).put("quantity", 1);
        }
        return shipment.toString();
    }

    private static String refund(String key, Chance chance) {
        ObjectNode refund = JSON.createObjectNode().put("reason", key);
        if (chance.percent(50)) {
            refund.putArray("items").addObject().put("line", 1).put("quantity", 1);
        } else {
            refund.put("amount", euros(1 + chance.below(90)));
        }
        return refund.toString();
    }

    private static String euros(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    private static String preference(Chance chance) {
        int choice = chance.below(10);
        if (choice < 2) {
            return "respond-async";
        }
        return choice < 4 ? "wait=6" : "";
    }
}
