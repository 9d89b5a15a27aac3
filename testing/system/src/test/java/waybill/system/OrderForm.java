package waybill.system;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An order as a customer fills it in: every piece costs 10.99 EUR. */
record OrderForm(String customer, Map<String, Integer> quantities, String token) {
    private static final int CENTS_A_PIECE = 1099;

    static OrderForm of(String product, int quantity) {
        return new OrderForm("cust123", Map.of(product, quantity), "tok_ok");
    }

    OrderForm and(String product, int quantity) {
        Map<String, Integer> more = new LinkedHashMap<>(quantities);
        more.put(product, quantity);
        return new OrderForm(customer, more, token);
    }

    OrderForm from(String someCustomer) {
        return new OrderForm(someCustomer, quantities, token);
    }

    OrderForm paidWith(String someToken) {
        return new OrderForm(customer, quantities, someToken);
    }

    /** What the server must have computed. */
    String total() {
        int cents = CENTS_A_PIECE
                * quantities.values().stream().mapToInt(Integer::intValue).sum();
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }

    String json() {
        String items = quantities.entrySet().stream()
                .map(line -> "{\"productId\":\"%s\",\"quantity\":%d,\"price\":\"10.99\"}"
                        .formatted(line.getKey(), line.getValue()))
                .collect(Collectors.joining(","));
        return """
                {"customer":{"id":"%s","name":"Ada"},"currency":"EUR","items":[%s],
                 "shippingAddress":{"street":"1 Main St","city":"Berlin","zip":"10115","country":"DE"},
                 "payment":{"method":"card","token":"%s"},"metadata":{"cart":"of %s"}}""".formatted(customer, items, token, customer);
    }
}
