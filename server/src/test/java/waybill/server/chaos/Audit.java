package waybill.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import waybill.engine.http.client.Reply;

/** Holds what the buyers were told against what the shop says from the outside (PRODUCT.md §4). */
final class Audit {
    private static final List<String> SOLD = List.of("CONFIRMED", "SHIPPED");
    private static final List<String> ENDED = List.of("PAYMENT_FAILED", "CANCELLED");

    private final Outside outside;
    private final Map<String, JsonNode> orders = new TreeMap<>();
    private final Map<String, String> orderOfCustomer = new HashMap<>();
    private final Map<String, JsonNode> payments;
    private final Map<String, JsonNode> reservations;
    private final List<JsonNode> stock;

    /** Reads everything. */
    Audit(Outside outside) {
        this.outside = outside;
        for (JsonNode order : outside.all("/orders")) {
            String id = order.path("id").asText();
            String customer = order.at("/customer/id").asText();
            assertThat(orders.put(id, order)).as("listed twice").isNull();
            assertThat(orderOfCustomer.put(customer, id))
                    .as("second order of " + customer)
                    .isNull();
        }
        this.payments = outside.each(orders.keySet(), order -> "/payments?orderId=" + order);
        this.reservations = outside.each(orders.keySet(), order -> "/inventory/reservations/" + order);
        this.stock = outside.all("/inventory/items");
    }

    int orders() {
        return orders.size();
    }

    /** How many orders are where. */
    Map<String, Integer> statuses() {
        Map<String, Integer> counted = new TreeMap<>();
        orders.values().forEach(order -> counted.merge(status(order), 1, Integer::sum));
        return counted;
    }

    /**
     * I8 and I11: who was told of an order has that one and no other, with what was sent; who was told "no" has none.
     */
    void assertEveryAnswerIsTrue(Map<Purchase, Reply> told) {
        told.forEach((purchase, reply) -> {
            String id = orderOfCustomer.get(purchase.customer());
            switch (reply.status()) {
                case 201 -> assertThat(reply.body().path("id").asText()).isEqualTo(id);
                case 402 -> assertThat(reply.body().path("orderId").asText()).isEqualTo(id);
                // The goods were gone, before there was an order or after; or it took too long to find out about the
                // money.
                case 409 -> assertThat(reply.problem()).isIn("insufficient-stock", "illegal-transition");
                default -> throw new AssertionError(purchase + " was told " + reply);
            }
            if (id != null) {
                assertIsWhatWasSent(purchase, order(id));
                assertEndsAsItShould(purchase, reply, order(id));
            }
        });
        assertThat(told.keySet().stream().map(Purchase::customer)).containsAll(orderOfCustomer.keySet());
    }

    /** Time runs out for very few, although hours go by for all of them. */
    void assertNearlyAllWhoCouldPayGotTheirGoods(Map<Purchase, Reply> told) {
        List<Integer> statuses = told.entrySet().stream()
                .filter(entry -> entry.getKey().isPayable())
                .filter(entry -> !entry.getKey().product().equals(Purchase.HOT))
                .map(entry -> entry.getValue().status())
                .toList();
        long sold = statuses.stream().filter(status -> status == 201).count();

        assertThat((double) sold).isGreaterThan(0.99 * statuses.size());
    }

    private static void assertIsWhatWasSent(Purchase purchase, JsonNode order) {
        assertThat(order.path("items")).as(purchase.toString()).hasSize(1);
        assertThat(order.at("/items/0/productId").asText()).isEqualTo(purchase.product());
        assertThat(order.at("/items/0/quantity").asInt()).isEqualTo(purchase.quantity());
        assertThat(order.path("total").asText()).isEqualTo(purchase.total());
    }

    private static void assertEndsAsItShould(Purchase purchase, Reply reply, JsonNode order) {
        String status = status(order);
        String reason = order.at("/cancellation/reason").asText();
        String why = purchase + " was told " + reply.status() + " and is " + status + " " + reason;
        assertThat(List.of(SOLD, ENDED)).as(why).anyMatch(group -> group.contains(status));
        if (reply.status() == 201) {
            assertThat(SOLD).as(why).contains(status);
        }
        if (!purchase.isPayable()) {
            assertThat(ENDED).as(why).contains(status);
        } else if (!SOLD.contains(status)) {
            // The only ways out: goods that were gone, or time that went by before the money was cleared up.
            assertThat(reply.status()).as(why).isEqualTo(409);
            boolean isGone = purchase.product().equals(Purchase.HOT) && reason.equals("OUT_OF_STOCK");
            assertThat(isGone || List.of("SAGA_TIMEOUT", "PAYMENT_FAILED").contains(reason))
                    .as(why)
                    .isTrue();
        }
    }

    /** I1: every product's numbers add up, and are what its movements amount to. */
    void assertStockIsSound(Map<String, Integer> received) {
        assertThat(stock).hasSize(received.size());
        for (JsonNode item : stock) {
            String product = item.path("productId").asText();
            int came = received.getOrDefault(product, 0);
            int onHand = item.path("onHand").asInt();
            int held = item.path("held").asInt();
            int committed = item.path("committed").asInt();
            assertThat(item.path("available").asInt() + held + committed)
                    .as(product)
                    .isEqualTo(onHand);
            Map<String, Integer> moved = new HashMap<>();
            int inTheHouse = 0;
            for (JsonNode movement : outside.all("/inventory/items/" + product + "/movements")) {
                moved.merge(
                        movement.path("kind").asText(),
                        movement.path("quantity").asInt(),
                        Integer::sum);
                inTheHouse += movement.path("onHandDelta").asInt();
            }
            assertThat(moved.get("RECEIVED")).isEqualTo(came);
            assertThat(inTheHouse).as(product + " on hand").isEqualTo(onHand);
            assertThat(came - moved.getOrDefault("CONSUMED", 0)).isEqualTo(onHand);
        }
    }

    /**
     * I2, I5 and I6: what is promised is what is sold and not shipped; nothing is held for ever; nothing is oversold.
     */
    void assertStockIsPromisedOnce() {
        Map<String, Integer> promised = new TreeMap<>();
        Map<String, Integer> open = new TreeMap<>();
        Map<String, Integer> committed = new TreeMap<>();
        stock.forEach(item -> {
            assertThat(item.path("held").asInt()).as(item.toString()).isZero();
            committed.put(
                    item.path("productId").asText(), item.path("committed").asInt());
        });
        committed.keySet().forEach(product -> {
            promised.put(product, 0);
            open.put(product, 0);
        });
        orders.forEach((id, order) -> {
            JsonNode line = order.at("/items/0");
            String product = line.path("productId").asText();
            int due = SOLD.contains(status(order))
                    ? line.path("quantity").asInt() - line.path("shipped").asInt()
                    : 0;
            int remaining = 0;
            for (JsonNode item : reservations.getOrDefault(id, line).path("items")) {
                remaining += item.path("remaining").asInt();
            }
            assertThat(remaining).as("still promised to " + order).isEqualTo(due);
            open.merge(product, due, Integer::sum);
            promised.merge(product, remaining, Integer::sum);
        });
        assertThat(promised).isEqualTo(committed);
        assertThat(open).isEqualTo(committed);
    }

    /** I3: every transaction of ours that the gateway has seen, and no other, is in its books; none is left open. */
    void assertBooksAreTheSame() {
        Map<String, String> ours = new TreeMap<>();
        eachTransaction(_ -> true).forEach(entry -> {
            String status = entry.path("status").asText();
            assertThat(status).as(entry.toString()).isIn("SUCCEEDED", "DECLINED", "ERRORED");
            if (!status.equals("ERRORED")) {
                ours.put(entry.path("id").asText(), line(entry));
            }
        });
        Map<String, String> theirs = new TreeMap<>();
        outside.all("/sandbox/transactions")
                .forEach(entry -> assertThat(theirs.put(entry.path("key").asText(), line(entry)))
                        .as("charged twice under one key")
                        .isNull());
        assertThat(ours).isEqualTo(theirs);
    }

    private static String line(JsonNode entry) {
        return "%s %s %s"
                .formatted(
                        entry.path("kind").asText(),
                        entry.path("status").asText(),
                        entry.path("amount").asText());
    }

    private List<JsonNode> eachTransaction(Predicate<JsonNode> ofOrder) {
        List<JsonNode> all = new ArrayList<>();
        payments.forEach((order, list) -> {
            if (ofOrder.test(orders.getOrDefault(order, list))) {
                list.path("data")
                        .forEach(payment -> payment.path("transactions").forEach(all::add));
            }
        });
        return all;
    }

    /** I4 and I5: what is sold is charged once and exactly, what is not sold is not charged at all. */
    void assertEveryOrderIsChargedAsItShould() {
        orders.forEach((id, order) -> {
            List<BigDecimal> charges = new ArrayList<>();
            payments.getOrDefault(id, order).path("data").forEach(payment -> {
                BigDecimal charge = charge(payment);
                if (charge.signum() != 0) {
                    charges.add(charge);
                }
            });
            List<BigDecimal> due = SOLD.contains(status(order))
                    ? List.of(new BigDecimal(order.path("total").asText()))
                    : List.of();
            assertThat(charges).as("charged for " + order).isEqualTo(due);
            String captured = payments.getOrDefault(id, order).path("data").findValuesAsText("captured").stream()
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .toPlainString();
            assertThat(new BigDecimal(captured))
                    .isEqualByComparingTo(
                            status(order).equals("SHIPPED")
                                    ? order.path("total").asText()
                                    : "0");
        });
    }

    /** What the card is charged with, or will be: set aside and not given back. */
    private static BigDecimal charge(JsonNode payment) {
        BigDecimal charge = BigDecimal.ZERO;
        for (JsonNode entry : payment.path("transactions")) {
            BigDecimal amount = new BigDecimal(entry.path("amount").asText());
            if (entry.path("status").asText().equals("SUCCEEDED")) {
                charge = switch (entry.path("kind").asText()) {
                    case "AUTHORIZE" -> charge.add(amount);
                    case "VOID", "REFUND" -> charge.subtract(amount);
                    default -> charge;
                };
            }
        }
        return charge;
    }

    /** Whoever was told that the goods are on their way has them on their way. */
    void assertShipmentsAreTrue(Map<Purchase, Reply> shipped) {
        shipped.forEach((purchase, reply) -> {
            assertThat(reply.status()).as(purchase + " " + reply).isIn(200, 202);
            JsonNode order = order(Objects.requireNonNull(orderOfCustomer.get(purchase.customer())));
            assertThat(order.path("status").asText()).as(order.toString()).isEqualTo("SHIPPED");
            assertThat(order.at("/items/0/shipped").asInt()).isEqualTo(purchase.quantity());
            assertThat(order.path("shipments")).hasSize(1);
        });
    }

    private JsonNode order(String id) {
        return Objects.requireNonNull(orders.get(id), id);
    }

    private static String status(JsonNode order) {
        return order.path("status").asText();
    }
}
