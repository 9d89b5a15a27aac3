package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what the customers of a rush were told with what a shop that was started again knows. */
final class Audit {
    /** Of every product, before the first order. */
    static final int STOCK = 1_000_000;

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    /** The keys that have been looked into. */
    private final Set<String> known = new HashSet<>();

    /** The orders that were confirmed, by key. */
    private final Map<String, Rush.Sent> confirmed = new ConcurrentHashMap<>();

    /** The customers for whom there is an order. */
    static Set<String> ordered(Shop shop) {
        return shop.feed("order", 200).stream()
                .filter(event -> event.path("type").asText().equals("order.created.v1"))
                .map(event -> event.at("/data/customerId").asText())
                .collect(Collectors.toSet());
    }

    /** Everything that was acknowledged is there, everything else can be sent again, and nothing is there twice. */
    void expectNothingLostOrDoubled(Shop shop, Rush rush) {
        Collection<Rush.Sent> fresh =
                rush.sent().stream().filter(order -> known.add(order.key())).toList();
        long inDoubt = fresh.stream().filter(order -> !order.acknowledged()).count();
        System.out.printf("Ended after %d orders, %d of them in doubt.%n", fresh.size(), inDoubt);
        expectEveryAcknowledgedOrder(shop, rush, fresh);
        rush.forEach(fresh, order -> rush.repeat(shop, order));
        rush.forEach(rush.sent(), order -> expectSettled(shop, order));
        expectOneOrderForEachKey(shop, rush.sent());
        expectStockToAddUp(shop);
        expectOneChargeForEachConfirmedOrder(shop);
    }

    private static void expectEveryAcknowledgedOrder(Shop shop, Rush rush, Collection<Rush.Sent> orders) {
        List<Rush.Sent> acknowledged =
                orders.stream().filter(Rush.Sent::acknowledged).toList();
        assertThat(acknowledged).isNotEmpty();
        rush.forEach(acknowledged, order -> expectAsSent(shop, order));
    }

    private static void expectAsSent(Shop shop, Rush.Sent order) {
        Answer kept = shop.get("/orders/" + order.order()).expect(200);
        assertThat(kept.member("/customer/id")).as("%s", kept).isEqualTo(order.key());
        assertThat(kept.member("/total")).as("%s", kept).isEqualTo(order.form().total());
        assertThat(quantities(kept.json().path("items"), "productId"))
                .as("%s", kept)
                .isEqualTo(order.form().quantities());
    }

    private static Map<String, Integer> quantities(JsonNode items, String name) {
        return stream(items)
                .collect(Collectors.toMap(
                        item -> item.path(name).asText(),
                        item -> item.path("quantity").asInt()));
    }

    private void expectSettled(Shop shop, Rush.Sent order) {
        Eventually.within(SETTLED_WITHIN, () -> {
            Answer now = shop.get("/orders/" + order.order()).expect(200);
            assertThat(now.member("/status")).as("%s", now).isIn(order.endings());
            if (now.member("/status").equals("CONFIRMED")) {
                confirmed.put(order.key(), order);
            }
        });
    }

    private static void expectOneOrderForEachKey(Shop shop, Collection<Rush.Sent> orders) {
        List<String> keys = orders.stream().map(Rush.Sent::key).toList();
        // A replica that has just begun sees what the others wrote a moment later.
        Eventually.within(
                SETTLED_WITHIN,
                () -> assertThat(shop.feed("order", 200))
                        .filteredOn(event -> event.path("type").asText().equals("order.created.v1"))
                        .extracting(event -> event.at("/data/customerId").asText())
                        .containsExactlyInAnyOrderElementsOf(keys));
    }

    private void expectStockToAddUp(Shop shop) {
        Map<String, Integer> sold = confirmed.values().stream()
                .flatMap(order -> order.form().quantities().entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingInt(Map.Entry::getValue)));
        Eventually.within(SETTLED_WITHIN, () -> {
            Map<String, Shop.Stock> stock =
                    Rush.products().stream().collect(Collectors.toMap(Function.identity(), shop::stock));
            Map<String, Shop.Stock> expected = Rush.products().stream()
                    .collect(Collectors.toMap(Function.identity(), product -> left(sold.getOrDefault(product, 0))));
            assertThat(stock).isEqualTo(expected);
        });
    }

    private void expectOneChargeForEachConfirmedOrder(Shop shop) {
        Eventually.within(
                SETTLED_WITHIN,
                () -> assertThat(shop.ledger())
                        .filteredOn(entry -> entry.path("kind").asText().equals("AUTHORIZE"))
                        .filteredOn(entry -> entry.path("status").asText().equals("SUCCEEDED"))
                        .hasSize(confirmed.size()));
    }

    private static Shop.Stock left(int sold) {
        return new Shop.Stock(STOCK, STOCK - sold, 0, sold);
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false);
    }
}
