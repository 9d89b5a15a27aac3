package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Orders in lists: found by what people know of them, the newest first, page by page. */
class OrderListTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void an_order_just_placed_is_in_the_list_as_it_is_alone() {
        for (int i = 0; i < 20; i++) {
            Basket basket = Basket.of(SHOP.stocked(5), 1);
            String order = SHOP.place(basket).json().get("id").asText();

            assertThat(ids("q=" + basket.product())).containsExactly(order);
            JsonNode listed = SHOP.get("/orders?q=" + basket.product()).json().at("/data/0");
            assertThat(listed.get("id").asText()).isEqualTo(order);
            assertThat(listed.get("items")).isEqualTo(SHOP.order(order).get("items"));
            assertThat(listed.get("customer")).isEqualTo(SHOP.order(order).get("customer"));
        }
    }

    @Test
    void pages_follow_each_other_without_loss_or_repeats_the_newest_first() {
        String product = SHOP.stocked(50);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            placed.addFirst(SHOP.place(Basket.of(product, 1)).json().get("id").asText());
        }

        assertThat(ids("q=" + product)).isEqualTo(placed);
        List<String> paged = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            page = SHOP.get("/orders?limit=3&q=" + product + cursor).json();
            paged.addAll(ids(page));
            SHOP.place(Basket.of(product, 1));
            cursor = "&cursor=" + page.at("/page/nextCursor").asText();
        } while (page.at("/page/hasMore").asBoolean());
        assertThat(paged).isEqualTo(placed);
        assertThat(page.at("/page/nextCursor").isNull()).isTrue();
    }

    @Test
    void the_list_of_all_orders_is_in_order_of_age() {
        String product = SHOP.stocked(50);
        SHOP.place(Basket.of(product, 1));
        SHOP.place(Basket.of(product, 1));

        List<String> created = SHOP.get("/orders?limit=200").json().findValuesAsText("createdAt");
        assertThat(created).isSortedAccordingTo((a, b) -> b.compareTo(a)).hasSizeGreaterThan(1);
    }

    @Test
    void orders_are_found_by_status() {
        String product = SHOP.stocked(50);
        String confirmed = id(SHOP.place(Basket.of(product, 1)));
        String unpaid = id(SHOP.place(Basket.of(product, 1).paidWith("tok_declined")));
        String placed = id(SHOP.place(Basket.of(product, 1).confirmedByHand()));

        assertThat(ids("status=CONFIRMED&q=" + product)).containsExactly(confirmed);
        assertThat(ids("status=PAYMENT_FAILED&q=" + product)).containsExactly(unpaid);
        assertThat(ids("status=PLACED,PAYMENT_FAILED&q=" + product)).containsExactly(placed, unpaid);
        assertThat(ids("status=PLACED,PAYMENT_FAILED")).contains(placed, unpaid).doesNotContain(confirmed);
        assertThat(ids("status=PLACED,CONFIRMED&limit=200&customerId=cust123"))
                .contains(placed, confirmed)
                .doesNotContain(unpaid);

        SHOP.post("/orders/" + placed + "/process", "{}");
        assertThat(ids("status=PLACED&q=" + product)).isEmpty();
        assertThat(ids("status=CONFIRMED&q=" + product)).containsExactly(placed, confirmed);
    }

    @Test
    void orders_are_found_by_what_people_know_of_them() {
        String product = SHOP.stocked(50);
        String customer = "customer of " + product;
        String order = id(SHOP.post("/orders", Basket.of(product, 1).json().replace("cust123", customer)));
        String other = id(SHOP.place(Basket.of(product, 1)));
        String encoded = customer.replace(" ", "%20");

        assertThat(ids("q=" + order)).containsExactly(order);
        assertThat(ids("q=" + order.substring(0, order.length() - 1))).contains(order);
        assertThat(ids("q=" + product)).containsExactly(other, order);
        assertThat(ids("q=" + encoded)).containsExactly(order);
        assertThat(ids("customerId=" + encoded)).containsExactly(order);
        assertThat(ids("customerId=" + encoded + "&q=" + product)).containsExactly(order);
        assertThat(ids("customerId=cust123&q=" + product)).containsExactly(other);
        assertThat(ids("customerId=" + product)).isEmpty();
        assertThat(ids("q=nothing-like-it")).isEmpty();
        assertThat(ids("q=Ada")).isEmpty();
    }

    @Test
    void an_order_is_found_by_the_tracking_number_of_each_of_its_parcels() {
        String product = SHOP.stocked(50);
        String order = id(SHOP.place(Basket.of(product, 2)));
        for (String parcel : List.of("first", "second")) {
            String number = "JD01-" + parcel + "-" + product;
            assertThat(ids("q=" + number)).isEmpty();
            Reply shipped = SHOP.post(
                    "/orders/" + order + "/fulfill",
                    "{\"trackingNumber\":\"%s\",\"items\":[{\"line\":1,\"quantity\":1}]}".formatted(number));
            assertThat(shipped.status()).as(shipped.body()).isEqualTo(200);
            assertThat(ids("q=" + number)).containsExactly(order);
        }
        assertThat(ids("q=JD01-first-" + product)).containsExactly(order);
    }

    @Test
    void orders_are_found_by_when_they_were_created() {
        String product = SHOP.stocked(50);
        String first = id(SHOP.place(Basket.of(product, 1)));
        String second = id(SHOP.place(Basket.of(product, 1)));
        String at = SHOP.order(first).get("createdAt").asText();

        assertThat(ids("q=" + product + "&createdAfter=" + at)).containsExactly(second);
        assertThat(ids("q=" + product + "&createdBefore=" + at)).isEmpty();
        assertThat(ids("createdAfter=" + at)).contains(second).doesNotContain(first);
    }

    @Test
    void an_order_with_a_hold_that_is_not_settled_is_stuck() {
        String product = SHOP.stocked(50);
        String fine = id(SHOP.place(Basket.of(product, 1)));
        String unclear = id(SHOP.place(Basket.of(product, 1).paidWith("tok_timeout"), "Prefer", "respond-async"));
        Eventually.holds(() ->
                assertThat(SHOP.order(unclear).at("/holds/0/hold").asText()).isEqualTo("PAYMENT_UNKNOWN"));

        assertThat(ids("stuck=true&q=" + product)).containsExactly(unclear);
        assertThat(ids("stuck=true")).contains(unclear).doesNotContain(fine);
        assertThat(ids("stuck=false&q=" + product)).containsExactly(unclear, fine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=OPEN",
                "status=PLACED,",
                "status=",
                "customerId=",
                "createdAfter=yesterday",
                "createdBefore=2026-01-31",
                "stuck=yes",
                "q=",
                "limit=0",
                "limit=201",
                "cursor=17",
                "cursor=x.ord_01kantm5x9f3sb2q7h6m0r4d8e",
                "cursor=17.ord_1",
                "name=Ada"
            })
    void a_filter_that_is_none_is_refused(String query) {
        Reply reply = SHOP.get("/orders?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asText())
                .isEqualTo("/query/" + query.substring(0, query.indexOf('=')));
    }

    private static String id(Reply placed) {
        JsonNode answer = placed.json();
        return (answer.has("orderId") ? answer.get("orderId") : answer.get("id")).asText();
    }

    private static List<String> ids(String query) {
        Reply reply = SHOP.get("/orders?" + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return ids(reply.json());
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("data").spliterator(), false)
                .map(order -> order.get("id").asText())
                .toList();
    }
}
