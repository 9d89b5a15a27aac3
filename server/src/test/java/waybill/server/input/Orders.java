package waybill.server.input;

import java.util.LinkedHashMap;
import java.util.Map;

/** The body of {@code POST /orders} with one value exactly as it is given, which no JSON library would write. */
final class Orders {
    private static final String FORM = """
            {"customer":</customer>,"currency":</currency>,"items":</items>,"shippingAddress":</shippingAddress>,\
            "payment":</payment>,"metadata":</metadata>,"expectedTotal":</expectedTotal>,\
            "confirmation":</confirmation>}""";

    /** Every value of a good order; those that stand in others come after them. */
    private static final Map<String, String> GOOD = new LinkedHashMap<>();

    static {
        GOOD.put("/customer", "{\"id\":</customer/id>,\"name\":</customer/name>,\"email\":</customer/email>}");
        GOOD.put("/items", "[</items/0>]");
        GOOD.put(
                "/items/0",
                "{\"productId\":</items/0/productId>,\"name\":</items/0/name>,\"quantity\":</items/0/quantity>,"
                        + "\"price\":</items/0/price>}");
        GOOD.put(
                "/shippingAddress",
                "{\"street\":</shippingAddress/street>,\"city\":</shippingAddress/city>,\"zip\":</shippingAddress/zip>,"
                        + "\"country\":</shippingAddress/country>,\"state\":</shippingAddress/state>}");
        GOOD.put("/payment", "{\"method\":</payment/method>,\"token\":</payment/token>}");
        GOOD.put("/customer/id", "\"cust123\"");
        GOOD.put("/customer/name", "\"Ada\"");
        GOOD.put("/customer/email", "\"ada@example.com\"");
        GOOD.put("/currency", "\"EUR\"");
        GOOD.put("/items/0/productId", "\"INPUT-GOODS\"");
        GOOD.put("/items/0/name", "null");
        GOOD.put("/items/0/quantity", "2");
        GOOD.put("/items/0/price", "\"10.99\"");
        GOOD.put("/shippingAddress/street", "\"1 Main St\"");
        GOOD.put("/shippingAddress/city", "\"Berlin\"");
        GOOD.put("/shippingAddress/zip", "\"10115\"");
        GOOD.put("/shippingAddress/country", "\"DE\"");
        GOOD.put("/shippingAddress/state", "null");
        GOOD.put("/payment/method", "\"card\"");
        GOOD.put("/payment/token", "\"tok_ok\"");
        GOOD.put("/metadata", "{}");
        GOOD.put("/expectedTotal", "null");
        GOOD.put("/confirmation", "\"auto\"");
    }

    private Orders() {}

    /** A good order with this value there, and good ones elsewhere. */
    static String with(String pointer, String value) {
        return with(Map.of(pointer, value));
    }

    /** A good order with these values. */
    static String with(Map<String, String> values) {
        if (!GOOD.keySet().containsAll(values.keySet())) {
            throw new IllegalArgumentException("a good order has no such members: " + values.keySet());
        }
        String text = FORM;
        for (Map.Entry<String, String> good : GOOD.entrySet()) {
            text = text.replace("<" + good.getKey() + ">", values.getOrDefault(good.getKey(), good.getValue()));
        }
        return text;
    }
}
