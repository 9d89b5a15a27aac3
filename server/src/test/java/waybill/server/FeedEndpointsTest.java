package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What happened, as the services and each order tell it. */
class FeedEndpointsTest {
    private static final List<String> OF_A_CONFIRMED_ORDER = List.of(
            "inventory.committed.v1",
            "inventory.reserved.v1",
            "order.confirmed.v1",
            "order.created.v1",
            "order.placed.v1",
            "payment.authorized.v1");

    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @ParameterizedTest
    @ValueSource(strings = {"order", "inventory", "payment"})
    void whoever_stops_anywhere_goes_on_there_without_loss_or_repeats(String service) {
        for (int i = 0; i < 4; i++) {
            settled(SHOP.place(Basket.of(SHOP.stocked(5), 2)));
            settled(SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined")));
        }
        List<JsonNode> all = SHOP.feed(service, "0");
        assertThat(all)
                .hasSizeGreaterThan(7)
                .allMatch(event -> event.get("source").asText().equals(service));
        assertThat(all).extracting(event -> event.get("id")).doesNotHaveDuplicates();
        Map<String, Long> versions = new HashMap<>();
        for (JsonNode event : all) {
            long version = event.get("aggregateVersion").asLong();
            Long before = versions.put(event.get("subject").asText(), version);
            boolean isOfAnOrder = event.get("subject").asText().startsWith("ord_");
            assertThat(before == null || before < version || !isOfAnOrder)
                    .as(all.toString())
                    .isTrue();
        }

        for (int i = 0; i < all.size(); i++) {
            String position = all.get(i).get("position").asText();
            assertThat(SHOP.feed(service, position)).isEqualTo(all.subList(i + 1, all.size()));
        }
        assertThat(inPagesOf(3, service)).isEqualTo(all);
    }

    private static List<JsonNode> inPagesOf(int limit, String service) {
        List<JsonNode> events = new ArrayList<>();
        String target = "/events?service=" + service + "&limit=" + limit;
        String after = "";
        JsonNode page;
        do {
            page = SHOP.get(target + after).json();
            assertThat(page.get("data").size()).isLessThanOrEqualTo(limit);
            page.get("data").forEach(events::add);
            after = "&after=" + page.at("/page/nextCursor").asText();
        } while (page.at("/page/hasMore").asBoolean());
        return events;
    }

    @Test
    void whoever_has_read_all_reads_on_when_there_is_more() {
        String end = SHOP.position("order");
        Reply nothing = SHOP.get("/events?after=" + end);
        assertThat(nothing.json()).isEqualTo(Plain.read("""
                {"data":[],"page":{"nextCursor":"%s","hasMore":false}}""".formatted(end)));
        String order = settled(SHOP.place(Basket.of(SHOP.stocked(5), 2)));
        assertThat(SHOP.feed("order", end))
                .extracting(event -> event.get("type").asText() + " of "
                        + event.get("subject").asText())
                .containsExactly(
                        "order.created.v1 of " + order,
                        "order.placed.v1 of " + order,
                        "order.confirmed.v1 of " + order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=17",
                "after=0-0-0-0-0",
                "after=0-0-0-0-0-0-0",
                "after=0-0-0-0-0--1",
                "after=a-0-0-0-0-0",
                "after=",
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=1.5",
                "service=shipping",
                "service=",
                "since=0"
            })
    void a_place_that_is_none_is_refused(String query) {
        Reply reply = SHOP.get("/events?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errors")).hasSize(1);
        assertThat(reply.json().at("/errors/0/pointer").asText())
                .isEqualTo("/query/" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void a_position_may_look_like_the_number_of_a_card() {
        String position = "2578-2589-2393-2578-2356-2494";
        assertThat(SHOP.get("/events?after=" + position).json()).isEqualTo(Plain.read("""
                {"data":[],"page":{"nextCursor":"%s","hasMore":false}}""".formatted(position)));
    }

    @Test
    void whoever_begins_at_the_end_hears_only_what_is_new() {
        settled(SHOP.place(Basket.of(SHOP.stocked(5), 2)));
        JsonNode end = SHOP.get("/events?after=end").json();
        assertThat(end).isEqualTo(Plain.read("""
                {"data":[],"page":{"nextCursor":"%s","hasMore":false}}""".formatted(SHOP.position("order"))));
        String order = settled(SHOP.place(Basket.of(SHOP.stocked(5), 2)));
        assertThat(SHOP.feed("order", end.at("/page/nextCursor").asText()))
                .extracting(event -> event.get("subject").asText())
                .containsOnly(order);
    }

    @Test
    void one_order_is_one_chain_of_causes_through_all_services() {
        Map<String, String> ends = new HashMap<>();
        List.of("order", "inventory", "payment").forEach(service -> ends.put(service, SHOP.position(service)));
        String product = SHOP.stocked(5);
        String order = settled(SHOP.place(Basket.of(product, 2), "X-Request-Id", "request-17"));

        List<JsonNode> told = new ArrayList<>();
        ends.forEach((service, end) -> SHOP.feed(service, end).stream()
                .filter(event -> event.get("subject").asText().equals(order))
                .forEach(told::add));
        assertThat(told)
                .extracting(event -> event.get("type").asText())
                .containsExactlyInAnyOrderElementsOf(OF_A_CONFIRMED_ORDER);
        assertThat(told)
                .extracting(event -> event.get("correlationId").asText())
                .containsOnly("request-17");

        Map<String, String> causes = new HashMap<>();
        Set<String> roots = new HashSet<>();
        Map<String, String> typeOf = new HashMap<>();
        told.forEach(
                event -> typeOf.put(event.get("id").asText(), event.get("type").asText()));
        told.forEach(event -> {
            JsonNode cause = event.get("causationId");
            if (cause.isNull()) {
                roots.add(event.get("type").asText());
            } else {
                causes.put(event.get("type").asText(), typeOf.getOrDefault(cause.asText(), "unheard of"));
            }
        });
        assertThat(roots).containsExactly("order.created.v1");
        assertThat(causes)
                .isEqualTo(Map.of(
                        "inventory.reserved.v1", "order.created.v1",
                        "payment.authorized.v1", causes.get("payment.authorized.v1"),
                        "order.placed.v1", "payment.authorized.v1",
                        "order.confirmed.v1", "payment.authorized.v1",
                        "inventory.committed.v1", "order.placed.v1"));
    }

    @Test
    void an_order_tells_every_step_of_its_saga() {
        String order = settled(SHOP.place(Basket.of(SHOP.stocked(5), 2), "X-Request-Id", "request-18"));
        Reply reply = SHOP.get("/orders/" + order + "/events");
        assertThat(reply.json().findValuesAsText("type"))
                .startsWith("order.created.v1")
                .containsExactlyInAnyOrder(
                        "order.created.v1",
                        "inventory.reserved.v1",
                        "payment.authorized.v1",
                        "order.placed.v1",
                        "order.confirmed.v1",
                        "inventory.committed.v1")
                .containsSubsequence("payment.authorized.v1", "order.placed.v1", "order.confirmed.v1");
        assertThat(reply.json().findValuesAsText("sequence")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(reply.json().findValuesAsText("correlationId")).containsOnly("request-18");
        assertThat(reply.json().get("page")).isEqualTo(Plain.read("{\"nextCursor\":\"6\",\"hasMore\":false}"));
        assertThat(Plain.of(reply).at("/data/0"))
                .isEqualTo(Plain.read("""
                {"id":"evt_*","sequence":1,"type":"order.created.v1","time":"then","actor":"anybody",
                 "correlationId":"request-18","causationId":null,"data":{"orderId":"ord_*","attempt":1,
                 "customerId":"cust123","deadline":"then","total":"21.98","currency":"EUR",
                 "items":[{"line":1,"productId":%s,"quantity":2,"price":"10.99"}],"confirmation":"auto",
                 "stockUnverified":false}}""".formatted(reply.json().at("/data/0/data/items/0/productId"))));
    }

    @Test
    void an_order_tells_what_was_undone() {
        Reply declined = SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined"));
        String order = settled(declined);
        assertThat(SHOP.story(order))
                .containsExactlyInAnyOrder(
                        "order.created.v1",
                        "inventory.reserved.v1",
                        "payment.declined.v1",
                        "order.payment-failed.v1",
                        "inventory.released.v1")
                .containsSubsequence("order.created.v1", "payment.declined.v1", "order.payment-failed.v1");
        for (JsonNode event : SHOP.get("/orders/" + order + "/events").json().get("data")) {
            if (event.get("type").asText().equals("inventory.released.v1")) {
                assertThat(event.at("/data/reason").asText()).isEqualTo("PAYMENT_DECLINED");
                assertThat(event.at("/data/reservationId").asText()).startsWith("res_");
                assertThat(event.get("actor").asText()).isEqualTo("service:order");
            }
        }
    }

    @Test
    void an_orders_events_come_in_pages() {
        String order = settled(SHOP.place(Basket.of(SHOP.stocked(5), 2)));
        JsonNode all = SHOP.get("/orders/" + order + "/events").json().get("data");
        JsonNode page = SHOP.get("/orders/" + order + "/events?after=2&limit=3").json();
        assertThat(page.get("data")).containsExactly(all.get(2), all.get(3), all.get(4));
        assertThat(page.get("page")).isEqualTo(Plain.read("{\"nextCursor\":\"5\",\"hasMore\":true}"));
        JsonNode beyond = SHOP.get("/orders/" + order + "/events?after=17").json();
        assertThat(beyond).isEqualTo(Plain.read("""
                {"data":[],"page":{"nextCursor":"17","hasMore":false}}"""));
        for (String query : List.of("after=-1", "after=x", "limit=0", "limit=201", "before=1")) {
            assertThat(SHOP.get("/orders/" + order + "/events?" + query).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void no_event_of_an_order_tells_its_token_and_none_at_all_the_e_mail_address() {
        String order = settled(SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined")));
        SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_slow_1\"}");
        assertThat(SHOP.get("/orders/" + order + "/events").body()).doesNotContain("tok_", "ada@", "Main St", "Ada");
        for (String service : List.of("order", "inventory", "payment")) {
            assertThat(SHOP.feed(service, "0").toString()).doesNotContain("ada@", "Main St", "Ada");
        }
        assertThat(SHOP.order(order).toString()).doesNotContain("tok_");
        assertThat(SHOP.get("/payments?orderId=" + order).body()).doesNotContain("tok_");
    }

    /** The order that was answered, once nothing of its saga is left to do. */
    private static String settled(Reply reply) {
        JsonNode answer = reply.json();
        String order = (answer.has("orderId") ? answer.get("orderId") : answer.get("id")).asText();
        String last = reply.status() == 201 ? "inventory.committed.v1" : "inventory.released.v1";
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains(last));
        return order;
    }
}
