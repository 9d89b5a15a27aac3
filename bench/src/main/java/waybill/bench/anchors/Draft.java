package waybill.bench.anchors;

import java.util.List;

/**
 * An order before it is written: two lines, and everything the tables and events say about it.
 *
 * @param lines sorted by product, so that whoever locks their stock does so in one order
 */
record Draft(String number, String customer, List<Line> lines) {
    private static final String ADDRESS =
            "{\"street\":\"1 Main St\",\"city\":\"Berlin\",\"zip\":\"10115\",\"country\":\"DE\"}";

    /** So many pieces of a product, at a price in cents. */
    record Line(String product, int quantity, int price) {
        private String json() {
            return "{\"productId\":\"" + product + "\",\"quantity\":" + quantity + ",\"price\":" + price + "}";
        }
    }

    String order() {
        return "ord_" + number;
    }

    String payment() {
        return "pay_" + number;
    }

    String key() {
        return "key-" + number;
    }

    /** What a digest of the request would look like. */
    String fingerprint() {
        return "0".repeat(Math.max(0, 64 - number.length())) + number;
    }

    String address() {
        return ADDRESS;
    }

    long total() {
        return lines.stream()
                .mapToLong(line -> (long) line.quantity() * line.price())
                .sum();
    }

    String linesJson() {
        return "[" + lines.getFirst().json() + "," + lines.getLast().json() + "]";
    }

    String placed() {
        return about("\"customer\":{\"id\":\"" + customer + "\"},\"lines\":" + linesJson() + ",\"shippingAddress\":"
                + ADDRESS + "," + money());
    }

    String reserved() {
        return about("\"lines\":" + linesJson());
    }

    String initiated() {
        return about("\"paymentId\":\"" + payment() + "\",\"method\":\"card\"," + money());
    }

    String authorized() {
        return about("\"paymentId\":\"" + payment() + "\",\"reference\":\"" + reference() + "\"," + money());
    }

    String confirmed() {
        return about("\"paymentId\":\"" + payment() + "\"," + money());
    }

    /** The payment as a gateway would name it. */
    String reference() {
        return "auth_" + number;
    }

    private String about(String rest) {
        return "{\"orderId\":\"" + order() + "\"," + rest + "}";
    }

    private String money() {
        return "\"currency\":\"EUR\",\"total\":" + total();
    }
}
