package waybill.torture.ending;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Turns what the API answers into the values that are compared. */
final class Answers {
    /** All amounts are euros. */
    private static final int DECIMALS = 2;

    private Answers() {}

    static Order order(JsonNode json) {
        return new Order(
                json.path("id").asText(),
                json.path("status").asText(),
                json.at("/customer/id").asText(),
                json.at("/metadata/mark").asText(),
                minor(json.path("total")),
                json.path("version").asLong(),
                json.at("/cancellation/reason").asText(),
                all(json.path("items"), Answers::line),
                all(json.path("shipments"), Answers::shipment),
                all(json.path("refunds"), Answers::refund));
    }

    private static Line line(JsonNode json) {
        return new Line(
                json.path("productId").asText(),
                json.path("quantity").asInt(),
                minor(json.path("price")),
                json.path("shipped").asInt(),
                json.path("cancelled").asInt());
    }

    private static Shipment shipment(JsonNode json) {
        return new Shipment(
                json.path("id").asText(),
                json.path("status").asText(),
                json.path("trackingNumber").asText(),
                minor(json.path("amount")));
    }

    private static Refund refund(JsonNode json) {
        return new Refund(
                json.path("id").asText(),
                json.path("status").asText(),
                json.path("reason").asText(),
                minor(json.path("amount")));
    }

    static Stock stock(JsonNode json) {
        return new Stock(
                json.path("productId").asText(),
                json.path("onHand").asInt(),
                json.path("available").asInt(),
                json.path("held").asInt(),
                json.path("committed").asInt());
    }

    /** Those of one payment. */
    static List<Transaction> transactions(JsonNode payment) {
        return all(
                payment.path("transactions"),
                json -> transaction(
                        json, json.path("id").asText(), payment.path("orderId").asText()));
    }

    /** One in the gateway's books. */
    static Transaction entry(JsonNode json) {
        return transaction(json, json.path("key").asText(), "");
    }

    private static Transaction transaction(JsonNode json, String key, String order) {
        return new Transaction(
                key, order, json.path("kind").asText(), json.path("status").asText(), minor(json.path("amount")));
    }

    static long minor(JsonNode amount) {
        return new BigDecimal(amount.asText()).movePointRight(DECIMALS).longValueExact();
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> reading) {
        List<T> all = new ArrayList<>();
        array.forEach(json -> all.add(reading.apply(json)));
        return all;
    }
}
