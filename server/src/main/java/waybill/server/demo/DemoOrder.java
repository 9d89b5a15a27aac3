package waybill.server.demo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One order of the demonstration.
 *
 * @param story what it shows, for the table
 * @param key its idempotency key, the same at every call of the demonstration
 * @param outcome the status code it must be answered with
 */
record DemoOrder(String story, String key, List<Item> items, String token, int outcome) {
    private static final int CONFIRMED = 201;
    private static final int DECLINED = 402;
    private static final int TOO_LITTLE = 409;
    private static final int UNAVAILABLE = 503;

    /** A line: how many of what at which price. */
    record Item(int quantity, String product, String price) {
        private String json() {
            return "{\"productId\":\"%s\",\"quantity\":%d,\"price\":\"%s\"}".formatted(product, quantity, price);
        }
    }

    /** What happens in a shop: mostly good days, and one of each misfortune. The last repeats the first. */
    static List<DemoOrder> all() {
        return List.of(
                order("One mug", 1, "tok_ok", CONFIRMED, mugs(1)),
                order(
                        "A larger order of four lines",
                        2,
                        "tok_ok",
                        CONFIRMED,
                        mugs(4),
                        of(4, "PLATE-BLUE", "12.50"),
                        of(4, "BOWL-BLUE", "10.00"),
                        of(1, "TEAPOT-WHITE", "39.90")),
                order("Warm things", 3, "tok_ok", CONFIRMED, of(1, "HOODIE-GRAY", "49.00"), of(2, "SOCKS-RED", "7.95")),
                order("The card is declined", 4, "tok_declined", DECLINED, of(1, "BACKPACK-BLACK", "89.00")),
                order(
                        "The card has no funds left",
                        5,
                        "tok_insufficient_funds",
                        DECLINED,
                        of(1, "LAMP-YELLOW", "64.00")),
                order("More than there is in stock", 6, "tok_ok", TOO_LITTLE, of(500, "UMBRELLA-GREEN", "19.90")),
                order("The payment provider is down", 7, "tok_unavailable", UNAVAILABLE, of(1, "CLOCK-BLACK", "35.00")),
                order("The payment provider is slow", 8, "tok_slow_300", CONFIRMED, of(2, "CANDLE-ORANGE", "8.40")),
                order("The first order, sent again", 1, "tok_ok", CONFIRMED, mugs(1)));
    }

    private static DemoOrder order(String story, int number, String token, int outcome, Item... items) {
        return new DemoOrder(story, "demo-order-" + number, Arrays.asList(items), token, outcome);
    }

    private static Item of(int quantity, String product, String price) {
        return new Item(quantity, product, price);
    }

    private static Item mugs(int quantity) {
        return of(quantity, "MUG-BLUE", "11.90");
    }

    /** The body of {@code POST /orders}. */
    String json() {
        String lines = items.stream().map(Item::json).collect(Collectors.joining(","));
        return """
                {"customer":{"id":"demo-ada","name":"Ada"},"currency":"EUR","items":[%s],
                 "shippingAddress":{"street":"1 Main St","city":"Berlin","zip":"10115","country":"DE"},
                 "payment":{"method":"card","token":"%s"},"metadata":{"demo":"%s"}}""".formatted(lines, token, key);
    }
}
