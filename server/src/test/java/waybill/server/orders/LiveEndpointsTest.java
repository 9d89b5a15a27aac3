package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.Basket;
import waybill.server.Listening;
import waybill.server.Listening.Told;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What clients are told as it happens, and how they wait for it. */
@Timeout(120)
class LiveEndpointsTest {
    private static final int STEPS = 6;

    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void the_feed_is_told_as_it_happens_as_the_pages_tell_it() {
        String end = SHOP.position("order");
        try (Listening live = SHOP.listen("/events?after=" + end)) {
            assertThat(live.response().headers().firstValue("content-type")).contains("text/event-stream");
            confirmed();
            List<Told> told = live.next(3);
            List<JsonNode> pages = SHOP.feed("order", end);
            assertThat(told).extracting(Told::data).isEqualTo(pages);
            assertThat(told)
                    .extracting(Told::type)
                    .containsExactly("order.created.v1", "order.placed.v1", "order.confirmed.v1");
            assertThat(told)
                    .extracting(Told::id)
                    .isEqualTo(pages.stream()
                            .map(event -> event.get("position").asText())
                            .toList());
        }
    }

    @Test
    void who_comes_back_to_the_feed_anywhere_misses_nothing_and_hears_nothing_twice() {
        String end = SHOP.position("inventory");
        List<String> orders = IntStream.range(0, 4).mapToObj(_ -> confirmed()).toList();
        assertThat(orders).doesNotHaveDuplicates();
        List<JsonNode> all = SHOP.feed("inventory", end);
        String seen = end;
        List<JsonNode> told = new ArrayList<>();
        while (told.size() < all.size()) {
            try (Listening live = SHOP.listen("/events?service=inventory", "Last-Event-ID", seen)) {
                Told next = live.next();
                seen = next.id();
                told.add(next.data());
            }
        }
        assertThat(told).isEqualTo(all);
    }

    @Test
    void the_events_of_an_order_are_told_and_resumed_by_their_sequence() {
        String order = confirmed();
        JsonNode all = SHOP.get("/orders/" + order + "/events").json().get("data");
        try (Listening live = SHOP.listen("/orders/" + order + "/events")) {
            assertThat(live.next(STEPS)).extracting(Told::data).containsExactlyElementsOf(all);
        }
        for (int seen = 1; seen < STEPS; seen++) {
            try (Listening live =
                    SHOP.listen("/orders/" + order + "/events?after=0", "Last-Event-ID", Integer.toString(seen))) {
                Told next = live.next();
                assertThat(next.id()).isEqualTo(Integer.toString(seen + 1));
                assertThat(next.type()).isEqualTo(all.get(seen).get("type").asText());
                assertThat(next.data()).isEqualTo(all.get(seen));
            }
        }
    }

    @Test
    void an_order_is_told_with_every_new_version_from_the_one_that_was_seen() {
        Reply declined = SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined"));
        String order = declined.json().get("orderId").asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.released.v1"));
        int before = SHOP.story(order).size();
        try (Listening live = SHOP.listen("/orders/" + order)) {
            assertThat(live.next().data()).isEqualTo(SHOP.order(order));
            SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}");
            List<Told> told = live.next(STEPS);
            assertThat(told).extracting(Told::type).containsOnly("order");
            assertThat(told)
                    .extracting(Told::id)
                    .isEqualTo(IntStream.rangeClosed(before + 1, before + STEPS)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(told.getLast().data()).isEqualTo(SHOP.order(order));
        }
        try (Listening live = SHOP.listen("/orders/" + order, "Last-Event-ID", "1")) {
            assertThat(live.next(before + STEPS - 1))
                    .extracting(told -> told.data().get("version").asText())
                    .isEqualTo(IntStream.rangeClosed(2, before + STEPS)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/orders/%s", "/orders/%s/events"})
    void a_place_that_is_none_is_refused(String target) {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        try (Listening refused = SHOP.listen(target.formatted(order), "Last-Event-ID", "nowhere")) {
            assertThat(refused.response().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void what_is_not_there_is_not_followed() {
        for (String target : List.of("/orders/%s", "/orders/%s/events")) {
            try (Listening refused = SHOP.listen(target.formatted(SHOP.newOrderId()))) {
                assertThat(refused.response().statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void who_has_the_present_version_waits_for_the_next() {
        String order = SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_slow_1500"), "Prefer", "respond-async")
                .json()
                .get("id")
                .asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.reserved.v1"));
        String known = "\"" + SHOP.order(order).get("version").asText() + "\"";
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(
                () -> SHOP.get("/orders/" + order, "If-None-Match", known, "Prefer", "wait=20"));
        Reply changed = waiting.join();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("preference-applied")).isEqualTo("wait=20");
        assertThat(changed.header("etag")).isNotEqualTo(known);
        assertThat(changed.json().get("version").asInt()).isGreaterThan(2);
    }

    @Test
    void who_waited_in_vain_has_the_present_version_still() {
        String order = confirmed();
        String known = "\"" + SHOP.order(order).get("version").asText() + "\"";
        Reply same = SHOP.get("/orders/" + order, "If-None-Match", known, "Prefer", "wait=1");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("preference-applied")).isEqualTo("wait=1");
        assertThat(same.header("etag")).isEqualTo(known);
        Reply old = SHOP.get("/orders/" + order, "If-None-Match", "\"1\"", "Prefer", "wait=20");
        assertThat(old.status()).isEqualTo(200);
    }

    /** A new order, once nothing of its saga is left to do. */
    private static String confirmed() {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).hasSize(STEPS));
        return order;
    }
}
