package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

class InventoryEndpointsTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    @Test
    void goods_that_come_in_are_there() {
        String product = SHOP.newProduct();
        Reply first = SHOP.post(
                "/inventory/receive",
                "{\"productId\":\"" + product + "\",\"quantity\":100,\"name\":\"Tea\",\"reference\":\"PO-1\"}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json()).isEqualTo(stock(product, "\"Tea\"", 100, 0, 0));

        Reply more = SHOP.post("/inventory/receive", "{\"productId\":\"" + product + "\",\"quantity\":1}");
        assertThat(more.json()).isEqualTo(stock(product, "\"Tea\"", 101, 0, 0));
        Reply renamed = SHOP.post(
                "/inventory/receive", "{\"productId\":\"" + product + "\",\"quantity\":1,\"name\":\"Green tea\"}");
        assertThat(renamed.json()).isEqualTo(stock(product, "\"Green tea\"", 102, 0, 0));
        assertThat(SHOP.get("/inventory/items/" + product).json()).isEqualTo(renamed.json());
    }

    @Test
    void a_receipt_sent_twice_comes_in_once() {
        String product = SHOP.newProduct();
        String key = SHOP.newKey();
        String receipt = "{\"productId\":\"" + product + "\",\"quantity\":100}";
        Reply first = SHOP.postAs(key, "/inventory/receive", receipt);
        SHOP.post("/inventory/receive", "{\"productId\":\"" + product + "\",\"quantity\":1}");
        Reply again = SHOP.postAs(key, "/inventory/receive", "{\"quantity\":100, \"productId\":\"" + product + "\"}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(SHOP.stock(product)).contains("\"onHand\":101,");
        Reply other = SHOP.postAs(key, "/inventory/receive", receipt.replace("100", "99"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(SHOP.stock(product)).contains("\"onHand\":101,");
    }

    @Test
    void the_check_says_what_is_there_for_each_product() {
        String tea = SHOP.stocked(5);
        String mug = SHOP.stocked(1);
        String unheard = SHOP.newProduct();
        JsonNode enough =
                SHOP.get("/inventory/check?items=" + tea + ":2," + mug + ":1").json();
        assertThat(Plain.of(enough.toString())).isEqualTo(Plain.read("""
                {"available":true,"source":"LIVE","asOf":"then","items":[
                 {"productId":"%s","requested":2,"available":5,"ok":true},
                 {"productId":"%s","requested":1,"available":1,"ok":true}]}""".formatted(tea, mug)));

        Reply tooMuch =
                SHOP.get("/inventory/check?items=" + unheard + ":1," + tea + ":3," + tea + "%3A3," + mug + ":1");
        assertThat(Plain.of(tooMuch)).isEqualTo(Plain.read("""
                {"available":false,"source":"LIVE","asOf":"then","items":[
                 {"productId":"%s","requested":1,"available":0,"ok":false},
                 {"productId":"%s","requested":6,"available":5,"ok":false},
                 {"productId":"%s","requested":1,"available":1,"ok":true}]}""".formatted(unheard, tea, mug)));
    }

    @Test
    void goods_are_held_for_an_order_and_summed_up_per_product() {
        String tea = SHOP.stocked(10);
        String mug = SHOP.stocked(10);
        String order = SHOP.newOrderId();
        Instant before = Instant.now();
        Reply held = SHOP.post("/inventory/reserve", """
                {"orderId":"%1$s","expiresIn":"PT15M","items":[{"productId":"%2$s","quantity":2},
                 {"productId":"%3$s","quantity":1},{"productId":"%2$s","quantity":3}]}""".formatted(order, tea, mug));

        assertThat(held.status()).isEqualTo(201);
        assertThat(held.header("Location")).isEqualTo("/inventory/reservations/" + order);
        assertThat(Plain.of(held)).isEqualTo(Plain.read("""
                {"reservationId":"res_*","orderId":"ord_*","attempt":1,"status":"HELD","expiresAt":"then","items":[
                 {"productId":"%s","quantity":5,"remaining":5},{"productId":"%s","quantity":1,"remaining":1}],
                 "shipments":[]}""".formatted(tea, mug)));
        assertThat(Instant.parse(held.json().get("expiresAt").asText()))
                .isBetween(
                        before.plus(Duration.ofMinutes(15)).minusSeconds(1),
                        Instant.now().plus(Duration.ofMinutes(15)));
        assertThat(Plain.read(SHOP.stock(tea))).isEqualTo(stock(tea, "null", 10, 5, 0));
        assertThat(Plain.read(SHOP.stock(mug))).isEqualTo(stock(mug, "null", 10, 1, 0));
        assertThat(SHOP.get("/inventory/reservations/" + order).json()).isEqualTo(held.json());
    }

    @Test
    void reserving_the_same_again_changes_nothing() {
        String tea = SHOP.stocked(10);
        String order = SHOP.newOrderId();
        String key = SHOP.newKey();
        Reply first = SHOP.postAs(key, "/inventory/reserve", reserve(order, tea, 4));
        Reply again = SHOP.post("/inventory/reserve", reserve(order, tea, 4));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());

        Reply replayed = SHOP.postAs(key, "/inventory/reserve", reserve(order, tea, 4));
        assertThat(replayed.status()).isEqualTo(201);
        assertThat(replayed.body()).isEqualTo(first.body());
        assertThat(SHOP.stock(tea)).contains("\"available\":6,\"held\":4,");

        Reply other = SHOP.post("/inventory/reserve", reserve(order, tea, 5));
        assertThat(other.status()).isEqualTo(409);
        assertThat(Plain.of(other))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "already-reserved", "The order holds other goods already"),
                        "The order already has other goods, HELD.",
                        "/inventory/reserve",
                        "\"orderId\":\"ord_*\",\"reservationId\":\"res_*\""));
    }

    @Test
    void all_lines_are_held_or_none_and_every_shortage_is_told() {
        String tea = SHOP.stocked(10);
        String mug = SHOP.stocked(1);
        String unheard = SHOP.newProduct();
        String order = SHOP.newOrderId();
        Reply refused = SHOP.post("/inventory/reserve", """
                {"orderId":"%s","items":[{"productId":"%s","quantity":2},{"productId":"%s","quantity":2},
                 {"productId":"%s","quantity":1}]}""".formatted(order, tea, mug, unheard));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asText()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(refused.json().get("items")).isEqualTo(Plain.read("""
                [{"productId":"%s","requested":2,"available":1},{"productId":"%s","requested":1,"available":0}]
                """.formatted(mug, unheard)));
        assertThat(SHOP.stock(tea)).contains("\"available\":10,\"held\":0,");
        assertThat(SHOP.get("/inventory/reservations/" + order).status()).isEqualTo(404);
    }

    @Test
    void released_goods_are_there_again_and_cannot_be_held_again() {
        String tea = SHOP.stocked(10);
        String order = SHOP.newOrderId();
        SHOP.post("/inventory/reserve", reserve(order, tea, 4));
        Reply released =
                SHOP.post("/inventory/release", "{\"orderId\":\"" + order + "\",\"reason\":\"Customer called\"}");

        assertThat(released.status()).isEqualTo(200);
        assertThat(released.json()).isEqualTo(Plain.read("""
                {"orderId":"%s","status":"RELEASED","released":true,"items":[{"productId":"%s","quantity":4}]}
                """.formatted(order, tea)));
        assertThat(SHOP.post("/inventory/release", "{\"orderId\":\"" + order + "\"}")
                        .json())
                .isEqualTo(released.json());
        assertThat(Plain.read(SHOP.stock(tea))).isEqualTo(stock(tea, "null", 10, 0, 0));
        assertThat(SHOP.get("/inventory/reservations/" + order)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("RELEASED");
        assertReservationReleased(order, tea);
    }

    @Test
    void a_release_that_comes_first_is_remembered() {
        String tea = SHOP.stocked(10);
        String order = SHOP.newOrderId();
        Reply tombstone = SHOP.post("/inventory/release", "{\"orderId\":\"" + order + "\"}");
        assertThat(tombstone.json()).isEqualTo(Plain.read("""
                {"orderId":"%s","status":"RELEASED","released":false,"tombstone":true,"items":[]}""".formatted(order)));
        assertThat(SHOP.post("/inventory/release", "{\"orderId\":\"" + order + "\"}")
                        .json())
                .isEqualTo(tombstone.json());
        assertReservationReleased(order, tea);
        assertThat(SHOP.get("/inventory/reservations/" + order).json()).isEqualTo(Plain.read("""
                {"reservationId":null,"orderId":"%s","attempt":1,"status":"RELEASED","expiresAt":null,"items":[],
                 "shipments":[]}
                """.formatted(order)));
        assertThat(SHOP.stock(tea)).contains("\"available\":10,\"held\":0,");
    }

    @Test
    void a_hold_expires_by_itself() {
        String tea = SHOP.stocked(10);
        String order = SHOP.newOrderId();
        Reply held = SHOP.post("/inventory/reserve", Plain.changed(reserve(order, tea, 4), "/expiresIn", "\"PT1S\""));
        Eventually.holds(() -> assertThat(SHOP.stock(tea)).contains("\"available\":10,\"held\":0,"));

        JsonNode expired = SHOP.get("/inventory/reservations/" + order).json();
        assertThat(expired).isEqualTo(Plain.read("""
                {"reservationId":%s,"orderId":"%s","attempt":1,"status":"EXPIRED","expiresAt":null,
                 "items":[{"productId":"%s","quantity":4,"remaining":0}],"shipments":[]}
                """.formatted(held.json().get("reservationId"), order, tea)));
        Reply again = SHOP.post("/inventory/reserve", reserve(order, tea, 4));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("code").asText()).isEqualTo("ILLEGAL_TRANSITION");
        assertThat(again.json().get("currentStatus").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void what_a_placed_order_has_is_committed_and_can_still_be_given_back() {
        String tea = SHOP.stocked(10);
        String order = SHOP.place(Basket.of(tea, 4)).json().get("id").asText();
        Eventually.holds(() -> assertThat(Plain.read(SHOP.stock(tea))).isEqualTo(stock(tea, "null", 10, 0, 4)));
        assertThat(Plain.of(SHOP.get("/inventory/reservations/" + order))).isEqualTo(Plain.read("""
                {"reservationId":"res_*","orderId":"ord_*","attempt":1,"status":"COMMITTED","expiresAt":null,
                 "items":[{"productId":"%s","quantity":4,"remaining":4}],"shipments":[]}""".formatted(tea)));
        Reply reserve = SHOP.post("/inventory/reserve", reserve(order, tea, 4));
        assertThat(reserve.status()).isEqualTo(409);
        assertThat(reserve.json().get("code").asText()).isEqualTo("ALREADY_RESERVED");
        assertThat(SHOP.post("/inventory/release", "{\"orderId\":\"" + order + "\"}")
                        .json()
                        .get("released")
                        .asBoolean())
                .isTrue();
        assertThat(Plain.read(SHOP.stock(tea))).isEqualTo(stock(tea, "null", 10, 0, 0));
    }

    @Test
    void the_list_shows_every_product_once_page_by_page() {
        List<String> mine = List.of("ZZ-LIST-A", "ZZ-LIST-B", "ZZ-LIST-C", "ZZ-LIST-D", "ZZ-LIST-E");
        mine.forEach(product -> SHOP.post("/inventory/receive", "{\"productId\":\"" + product + "\",\"quantity\":1}"));
        List<String> seen = new ArrayList<>();
        String cursor = "ZZ-LIST-";
        JsonNode page;
        do {
            page = SHOP.get("/inventory/items?limit=2&cursor=" + cursor).json();
            assertThat(page.get("data").size()).isLessThanOrEqualTo(2);
            seen.addAll(page.findValuesAsText("productId"));
            cursor = page.at("/page/nextCursor").asText();
        } while (page.at("/page/hasMore").asBoolean());
        assertThat(page.at("/page/nextCursor").isNull()).isTrue();
        assertThat(seen).containsExactlyElementsOf(mine);
        assertThat(SHOP.get("/inventory/items").json().get("data").get(0).size())
                .isEqualTo(6);
    }

    @Test
    void what_nobody_knows_is_not_found() {
        assertThat(SHOP.get("/inventory/items/NOBODY").status()).isEqualTo(404);
        assertThat(SHOP.get("/inventory/reservations/" + SHOP.newOrderId()).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /inventory/receive | {}                                               | REQUIRED at /productId, \
            REQUIRED at /quantity
            /inventory/receive | {"productId":"","quantity":1}                    | INVALID at /productId
            /inventory/receive | {"productId":"TEA","quantity":0}                 | OUT_OF_RANGE at /quantity
            /inventory/receive | {"productId":"TEA","quantity":-1}                | OUT_OF_RANGE at /quantity
            /inventory/receive | {"productId":"TEA","quantity":1000001}           | OUT_OF_RANGE at /quantity
            /inventory/receive | {"productId":"TEA","quantity":"1"}               | WRONG_TYPE at /quantity
            /inventory/receive | {"productId":"TEA","quantity":1.5}               | WRONG_TYPE at /quantity
            /inventory/receive | {"productId":"TEA","quantity":1,"name":7}        | WRONG_TYPE at /name
            /inventory/receive | {"productId":"TEA","quantity":1,"name":""}       | OUT_OF_RANGE at /name
            /inventory/receive | {"productId":"TEA","quantity":1,"sku":"T"}       | UNKNOWN_MEMBER at /sku
            /inventory/adjust  | {"productId":"TEA"}                              | REQUIRED at /quantity
            /inventory/adjust  | {"productId":"TEA","quantity":0}                 | OUT_OF_RANGE at /quantity
            /inventory/adjust  | {"productId":"TEA","quantity":-1000001}          | OUT_OF_RANGE at /quantity
            /inventory/adjust  | {"productId":"TEA","quantity":1000001}           | OUT_OF_RANGE at /quantity
            /inventory/adjust  | {"productId":"TEA","quantity":"-1"}              | WRONG_TYPE at /quantity
            /inventory/adjust  | {"productId":"TEA","quantity":-1,"name":"Tea"}   | UNKNOWN_MEMBER at /name
            /inventory/reserve | {"items":[]}                                     | REQUIRED at /orderId, \
            OUT_OF_RANGE at /items
            /inventory/reserve | {"orderId":"17","items":[{}]}                    | INVALID at /orderId, \
            REQUIRED at /items/0/productId, REQUIRED at /items/0/quantity
            /inventory/reserve | {"orderId":null,"items":"TEA:1"}                 | REQUIRED at /orderId, \
            WRONG_TYPE at /items
            /inventory/release | {}                                               | REQUIRED at /orderId
            /inventory/release | {"orderId":"res_01kantm5x9f3sb2q7h6m0r4d8e"}     | INVALID at /orderId
            /inventory/release | {"orderId":"ORD_01KANTM5X9F3SB2Q7H6M0R4D8E"}     | INVALID at /orderId
            /inventory/release | {"orderId":"ord_81kantm5x9f3sb2q7h6m0r4d8e"}     | INVALID at /orderId
            """)
    void a_bad_body_is_told_where_it_is_bad_and_writes_nothing(String path, String body, String faults) {
        String before = SHOP.position("inventory");
        assertFaults(SHOP.post(path, body), faults);
        assertThat(SHOP.feed("inventory", before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "PT0S"    | OUT_OF_RANGE at /expiresIn
            "P31D"    | OUT_OF_RANGE at /expiresIn
            "PT0.5S"  | INVALID at /expiresIn
            "-PT1M"   | INVALID at /expiresIn
            "15 min"  | INVALID at /expiresIn
            900       | WRONG_TYPE at /expiresIn
            """)
    void a_hold_lasts_from_a_second_to_thirty_days(String expiresIn, String faults) {
        String body = Plain.changed(reserve(SHOP.newOrderId(), "TEA", 1), "/expiresIn", expiresIn);
        assertFaults(SHOP.post("/inventory/reserve", body), faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /inventory/check                        | REQUIRED at /query/items
            /inventory/check?items=                 | REQUIRED at /query/items
            /inventory/check?items=TEA              | INVALID at /query/items
            /inventory/check?items=TEA:0            | INVALID at /query/items
            /inventory/check?items=TEA:1,           | INVALID at /query/items
            /inventory/check?items=TEA:1:2          | INVALID at /query/items
            /inventory/check?items=TEA:10000000     | INVALID at /query/items
            /inventory/items?limit=0                | OUT_OF_RANGE at /query/limit
            /inventory/items?limit=201              | OUT_OF_RANGE at /query/limit
            /inventory/items?limit=ten              | INVALID at /query/limit
            /inventory/items?cursor=%20             | INVALID at /query/cursor
            /inventory/items/-TEA                   | INVALID at /path/productId
            /inventory/reservations/17              | INVALID at /path/orderId
            """)
    void a_bad_address_is_told_where_it_is_bad(String target, String faults) {
        assertFaults(SHOP.get(target), faults);
    }

    private static void assertReservationReleased(String order, String product) {
        Reply refused = SHOP.post("/inventory/reserve", reserve(order, product, 1));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Plain.of(refused))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "reservation-released", "The order's reservation was released"),
                        "The goods of the order were released; it cannot hold any again.",
                        "/inventory/reserve",
                        "\"orderId\":\"ord_*\""));
    }

    private static void assertFaults(Reply reply, String faults) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        List<String> told = new ArrayList<>();
        reply.json()
                .get("errors")
                .forEach(error -> told.add(error.get("code").asText() + " at "
                        + error.get("pointer").asText()));
        assertThat(told).containsExactlyInAnyOrder(faults.split(", "));
    }

    private static String reserve(String order, String product, int quantity) {
        return "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"%s\",\"quantity\":%d}]}"
                .formatted(order, product, quantity);
    }

    private static JsonNode stock(String product, String name, int onHand, int held, int committed) {
        return Plain.read(
                "{\"productId\":\"%s\",\"name\":%s,\"onHand\":%d,\"available\":%d,\"held\":%d,\"committed\":%d}"
                        .formatted(product, name, onHand, onHand - held - committed, held, committed));
    }
}
