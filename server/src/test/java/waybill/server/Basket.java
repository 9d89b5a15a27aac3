package waybill.server;

/**
 * What a customer orders: units of one product at 10.99 EUR each.
 *
 * @param more members beside the required ones, each with a comma before it
 */
public record Basket(String product, int quantity, String token, String more) {
    public static Basket of(String product, int quantity) {
        return new Basket(product, quantity, "tok_ok", "");
    }

    public Basket paidWith(String other) {
        return new Basket(product, quantity, other, more);
    }

    public Basket confirmedByHand() {
        return with("\"confirmation\":\"manual\"");
    }

    public Basket with(String member) {
        return new Basket(product, quantity, token, more + "," + member);
    }

    /** The body of {@code POST /orders}. */
    public String json() {
        return """
                {"customer":{"id":"cust123","name":"Ada","email":"ada@example.com"},"currency":"EUR",\
                "items":[{"productId":"%s","name":"T-shirt","quantity":%d,"price":"10.99"}],\
                "shippingAddress":{"street":"1 Main St","city":"Berlin","zip":"10115","country":"DE"},\
                "payment":{"method":"card","token":"%s"}%s}""".formatted(product, quantity, token, more);
    }
}
