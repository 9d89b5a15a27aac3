package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What a customer asks one replica is answered by it, whichever replica does the work. */
class ReplicasTest {
    @AutoClose
    private static final Replicas SHOP = new Replicas(2);

    private static final RunningShop HERE = SHOP.at(0);
    private static final RunningShop THERE = SHOP.at(1);

    @Test
    void a_request_that_waits_on_one_replica_is_answered_when_another_one_confirms() {
        // The replica that is asked hears neither inventory nor payment: all news are applied by the others.
        try (RunningShop asked = SHOP.deafOrderService(THERE)) {
            Reply placed = Replicas.place(asked, Basket.of(SHOP.stocked(5), 2));

            assertThat(placed.status()).isEqualTo(201);
            assertThat(placed.json().get("status").asText()).isEqualTo("CONFIRMED");
            assertThat(placed.json()).isEqualTo(versionOf(THERE, placed));
        }
    }

    private static JsonNode versionOf(RunningShop shop, Reply placed) {
        String order = Replicas.id(placed);
        return shop.get("/orders/" + order + "?version="
                        + placed.json().get("version").asText())
                .json();
    }

    @Test
    void who_waits_for_an_order_to_change_on_one_replica_sees_what_another_one_does() {
        String order = Replicas.id(Replicas.place(HERE, Basket.of(SHOP.stocked(5), 2)));
        Eventually.holds(() -> assertThat(HERE.story(order)).contains("inventory.committed.v1"));
        String known = "\"" + HERE.order(order).get("version").asText() + "\"";
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(
                () -> HERE.get("/orders/" + order, "If-None-Match", known, "Prefer", "wait=20"));

        THERE.postAs(Replicas.newKey(), "/orders/" + order + "/holds", "{\"reason\":\"look\"}");

        Reply changed = Eventually.get(waiting);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("holds")).hasSize(1);
    }

    @Test
    void a_repeat_at_another_replica_is_told_the_first_answer() {
        String key = Replicas.newKey();
        Basket basket = Basket.of(SHOP.stocked(5), 2);
        Reply first = Replicas.place(HERE, key, basket, "Prefer", "wait=30");
        Reply again = Replicas.place(THERE, key, basket, "Prefer", "wait=30");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(Replicas.place(THERE, key, Basket.of(basket.product(), 1)).status())
                .isEqualTo(422);
    }

    @Test
    void a_refusal_is_repeated_by_another_replica_although_it_would_be_accepted_by_now() {
        String product = SHOP.stocked(1);
        String key = Replicas.newKey();
        Reply refused = Replicas.place(HERE, key, Basket.of(product, 2));
        assertThat(refused.status()).isEqualTo(409);
        THERE.postAs(
                Replicas.newKey(), "/inventory/receive", "{\"productId\":\"%s\",\"quantity\":9}".formatted(product));

        Reply again = Replicas.place(THERE, key, Basket.of(product, 2));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).isEqualTo(refused.body());
    }

    @Test
    void a_repeat_at_another_replica_while_the_first_is_under_way_waits_for_the_same_order() {
        String key = Replicas.newKey();
        Basket slow = Basket.of(SHOP.stocked(5), 2).paidWith("tok_slow_1500");
        CompletableFuture<Reply> first =
                CompletableFuture.supplyAsync(() -> Replicas.place(HERE, key, slow, "Prefer", "wait=30"));
        Eventually.holds(() -> assertThat(ids(THERE, "q=" + slow.product())).hasSize(1));

        Reply again = Replicas.place(THERE, key, slow, "Prefer", "wait=30");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(Eventually.get(first).body());
        assertThat(ids(HERE, "q=" + slow.product())).hasSize(1);
    }

    @Test
    void a_crowd_with_one_key_at_all_replicas_makes_one_order() {
        Basket basket = Basket.of(SHOP.stocked(100), 2);
        String key = Replicas.newKey();
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(
                20,
                number -> replies.put(number, Replicas.place(SHOP.at(number % 2), key, basket, "Prefer", "wait=30")));

        assertThat(replies.values()).extracting(Reply::status).containsOnly(201);
        assertThat(replies.values().stream().map(Reply::body).distinct()).hasSize(1);
        assertThat(replies.values())
                .filteredOn(reply -> reply.header("Idempotent-Replayed") == null)
                .hasSize(1);
        assertThat(ids(THERE, "q=" + basket.product())).hasSize(1);
        Eventually.holds(
                () -> assertThat(HERE.stock(basket.product())).contains("\"available\":98,\"held\":0,\"committed\":2"));
    }

    @Test
    void who_has_just_placed_an_order_at_one_replica_finds_it_in_the_list_of_another() {
        String product = SHOP.stocked(100);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Reply accepted =
                    Replicas.place(SHOP.at(i % 2), Replicas.newKey(), Basket.of(product, 1), "Prefer", "respond-async");
            placed.addFirst(Replicas.id(accepted));
            assertThat(ids(SHOP.at((i + 1) % 2), "q=" + product)).isEqualTo(placed);
        }
    }

    private static List<String> ids(RunningShop shop, String query) {
        List<String> ids = new ArrayList<>();
        shop.get("/orders?" + query)
                .json()
                .get("data")
                .forEach(order -> ids.add(order.get("id").asText()));
        return ids;
    }

    @Test
    void an_order_is_cancelled_at_another_replica_than_it_was_placed() {
        String product = SHOP.stocked(5);
        String order = Replicas.id(Replicas.place(HERE, Basket.of(product, 2)));
        String key = Replicas.newKey();
        Reply cancelled = THERE.api().delete("/orders/" + order, "Idempotency-Key", key, "Prefer", "wait=30");
        Reply again = HERE.api().delete("/orders/" + order, "Idempotency-Key", key, "Prefer", "wait=30");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("status").asText()).isEqualTo("CANCELLED");
        assertThat(again.body()).isEqualTo(cancelled.body());
        assertThat(HERE.story(order)).containsOnlyOnce("order.cancel-requested.v1", "order.cancelled.v1");
        Eventually.holds(() -> assertThat(HERE.stock(product)).contains("\"available\":5"));
    }

    @Test
    void two_replicas_that_are_asked_to_ship_at_once_capture_the_money_once() {
        String order = Replicas.id(Replicas.place(HERE, Basket.of(SHOP.stocked(5), 2)));
        Eventually.holds(() -> assertThat(HERE.story(order)).contains("inventory.committed.v1"));
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        String key = Replicas.newKey();
        Crowd.of(
                6,
                number -> replies.put(
                        number,
                        SHOP.at(number % 2).postAs(key, "/orders/" + order + "/fulfill", "{}", "Prefer", "wait=30")));

        assertThat(replies.values()).extracting(Reply::status).containsOnly(200);
        JsonNode payment = THERE.get("/payments?orderId=" + order).json().at("/data/0");
        assertThat(payment.get("captured").asText()).isEqualTo("21.98");
        assertThat(payment.get("transactions")).hasSize(2);
    }
}
