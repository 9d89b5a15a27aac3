package waybill.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What {@code POST /orders} takes and what it does not. */
class OrderRequestsTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop();

    private static final String PRODUCT = SHOP.stocked(1_000_000);
    private static final String GOOD = Basket.of(PRODUCT, 2).json();

    /** Each row: where the good request is changed, into what, and the fault that is told there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /customer                       |                                  | REQUIRED
            /customer                       | null                             | REQUIRED
            /customer                       | "cust123"                        | WRONG_TYPE
            /customer/id                    |                                  | REQUIRED
            /customer/id                    | 17                               | WRONG_TYPE
            /customer/id                    | ""                               | OUT_OF_RANGE
            /customer/name                  | ""                               | OUT_OF_RANGE
            /customer/name                  | ["Ada"]                          | WRONG_TYPE
            /customer/email                 | "a\\u0000b@example.com"          | INVALID_TEXT
            /customer/vip                   | true                             | UNKNOWN_MEMBER
            /currency                       |                                  | REQUIRED
            /currency                       | "eur"                            | INVALID
            /currency                       | "XYQ"                            | INVALID
            /currency                       | 978                              | WRONG_TYPE
            /items                          |                                  | REQUIRED
            /items                          | []                               | OUT_OF_RANGE
            /items                          | {}                               | WRONG_TYPE
            /items/0                        | null                             | WRONG_TYPE
            /items/0                        | "TSHIRT-M"                       | WRONG_TYPE
            /items/0/productId              |                                  | REQUIRED
            /items/0/productId              | "-M"                             | INVALID
            /items/0/productId              | "T SHIRT"                        | INVALID
            /items/0/name                   | "\\u202eevil"                    | INVALID_TEXT
            /items/0/quantity               |                                  | REQUIRED
            /items/0/quantity               | 0                                | OUT_OF_RANGE
            /items/0/quantity               | -1                               | OUT_OF_RANGE
            /items/0/quantity               | 1000001                          | OUT_OF_RANGE
            /items/0/quantity               | 99999999999999999999             | OUT_OF_RANGE
            /items/0/quantity               | "2"                              | WRONG_TYPE
            /items/0/quantity               | 2.0                              | WRONG_TYPE
            /items/0/quantity               | true                             | WRONG_TYPE
            /items/0/price                  |                                  | REQUIRED
            /items/0/price                  | "-0.01"                          | OUT_OF_RANGE
            /items/0/price                  | "-0"                             | OUT_OF_RANGE
            /items/0/price                  | "10,99"                          | WRONG_TYPE
            /items/0/price                  | "1e2"                            | WRONG_TYPE
            /items/0/price                  | ""                               | WRONG_TYPE
            /items/0/price                  | " 1"                             | WRONG_TYPE
            /items/0/price                  | "10000000000.01"                 | OUT_OF_RANGE
            /items/0/price                  | 1e400                            | LIMIT_EXCEEDED
            /items/0/discount               | "1.00"                           | UNKNOWN_MEMBER
            /shippingAddress                |                                  | REQUIRED
            /shippingAddress/street         |                                  | REQUIRED
            /shippingAddress/city           | "  "                             | OUT_OF_RANGE
            /shippingAddress/zip            | 10115                            | WRONG_TYPE
            /shippingAddress/country        | "Germany"                        | INVALID
            /shippingAddress/country        | "XX"                             | INVALID
            /payment                        |                                  | REQUIRED
            /payment/token                  |                                  | REQUIRED
            /payment/token                  | "tok ok"                         | INVALID
            /payment/token                  | "4111111111111111"               | INVALID
            /payment/token                  | "4111-1111-1111-1111"            | INVALID
            /payment/method                 | "4111 1111 1111 1111"            | INVALID_TEXT
            /payment/cardNumber             | "4111111111111111"               | UNKNOWN_MEMBER
            /confirmation                   | "AUTO"                           | INVALID
            /confirmation                   | true                             | WRONG_TYPE
            /expectedTotal                  | "ten"                            | WRONG_TYPE
            /metadata                       | ["77"]                           | WRONG_TYPE
            /metadata                       | {"cart":77}                      | WRONG_TYPE at /metadata/cart
            /metadata                       | {"":"x"}                         | INVALID_NAME at /metadata/
            /coupon                         | "TEN"                            | UNKNOWN_MEMBER
            """)
    void a_bad_body_is_told_where_it_is_bad_and_writes_nothing(String pointer, String value, String fault) {
        String expected = fault.contains(" at ") ? fault : fault + " at " + pointer;
        assertRefused(Plain.changed(GOOD, pointer, value == null ? "" : value), List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                        | REQUIRED at
            null                                      | WRONG_TYPE at
            []                                        | WRONG_TYPE at
            {"currency":"EUR"                         | MALFORMED_JSON at
            {"currency":"EUR"} {}                     | MALFORMED_JSON at
            {'currency':'EUR'}                        | MALFORMED_JSON at
            {"currency":"EUR","currency":"USD"}       | DUPLICATE at /currency
            {"currency":NaN}                          | MALFORMED_JSON at
            """)
    void what_is_no_json_object_is_told_so(String body, String fault) {
        assertRefused(body, List.of(fault + (fault.endsWith("at") ? " " : "")));
    }

    @Test
    void json_that_nests_too_deep_is_refused() {
        assertRefused("{\"customer\":" + "[".repeat(40) + "]".repeat(40) + "}", List.of("LIMIT_EXCEEDED at "));
    }

    @Test
    void every_fault_is_told_at_once() {
        String body = Plain.changed(
                Plain.changed(Plain.changed(GOOD, "/items/0/quantity", "0"), "/shippingAddress/zip", ""),
                "/surprise",
                "1");
        assertRefused(
                body,
                List.of(
                        "OUT_OF_RANGE at /items/0/quantity",
                        "REQUIRED at /shippingAddress/zip",
                        "UNKNOWN_MEMBER at /surprise"));
    }

    @Test
    void a_product_may_be_on_one_line_only() {
        String line = "{\"productId\":\"" + PRODUCT + "\",\"quantity\":1,\"price\":\"1.00\"}";
        assertRefused(
                Plain.changed(GOOD, "/items", "[" + line + "," + line + "]"),
                List.of("DUPLICATE at /items/1/productId"));
    }

    @Test
    void an_order_has_up_to_a_hundred_lines() {
        List<String> lines = new ArrayList<>(IntStream.rangeClosed(1, 100)
                .mapToObj(number -> "{\"productId\":\"LINE-" + number + "\",\"quantity\":1,\"price\":\"1.00\"}")
                .toList());
        Reply reply = SHOP.post("/orders", Plain.changed(GOOD, "/items", lines.toString()));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().get("items")).hasSize(100);
        lines.add("{\"productId\":\"ONE-MORE\",\"quantity\":1,\"price\":\"1.00\"}");
        assertRefused(Plain.changed(GOOD, "/items", lines.toString()), List.of("OUT_OF_RANGE at /items"));
    }

    @Test
    void metadata_has_up_to_fifty_members() {
        List<String> notes = new ArrayList<>(IntStream.rangeClosed(1, 50)
                .mapToObj(n -> "\"note" + n + "\":\"x\"")
                .toList());
        String full = "{" + String.join(",", notes) + "}";
        Reply reply = SHOP.post("/orders", Plain.changed(GOOD, "/metadata", full));
        assertThat(reply.json().get("metadata")).isEqualTo(Plain.read(full));
        notes.add("\"note51\":\"x\"");
        assertRefused(
                Plain.changed(GOOD, "/metadata", "{" + String.join(",", notes) + "}"),
                List.of("OUT_OF_RANGE at /metadata"));
    }

    @Test
    void texts_are_up_to_256_characters_long() {
        Reply reply = SHOP.post("/orders", Plain.changed(GOOD, "/customer/name", "\"" + "n".repeat(256) + "\""));
        assertThat(reply.json().at("/customer/name").asText()).hasSize(256);
        assertRefused(
                Plain.changed(GOOD, "/customer/name", "\"" + "n".repeat(257) + "\""),
                List.of("INVALID_TEXT at /customer/name"));
        assertRefused(
                Plain.changed(GOOD, "/payment/token", "\"" + "t".repeat(257) + "\""),
                List.of("INVALID at /payment/token"));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 10.5, 0", "EUR, 1.001, 2", "EUR, 0.0000000000000000001, 2", "KWD, 1.2345, 3"})
    void an_amount_with_more_decimals_than_its_currency_is_refused(String currency, String price, int decimals) {
        String before = SHOP.position("order");
        String body = Plain.changed(Plain.changed(GOOD, "/currency", '"' + currency + '"'), "/items/0/price", price);
        Reply reply = SHOP.post("/orders", body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("code").asText()).isEqualTo("AMOUNT_PRECISION");
        assertThat(reply.json().get("detail").asText()).startsWith(currency + " has " + decimals + " decimals");
        assertThat(SHOP.feed("order", before)).isEmpty();
    }

    @Test
    void an_amount_of_a_currency_nobody_knows_has_no_decimals_to_count() {
        assertRefused(
                Plain.changed(Plain.changed(GOOD, "/currency", "\"XYQ\""), "/items/0/price", "\"1.001\""),
                List.of("INVALID at /currency"));
    }

    @ParameterizedTest
    @CsvSource({
        "JPY, 500, 1000",
        "EUR, 10.9, 21.80",
        "EUR, 10.990, 21.98",
        "KWD, 1.234, 2.468",
        "EUR, 0.01, 0.02",
        "EUR, '\"00000000000001.0000000000000000000\"', 2.00",
        "EUR, 1E+1, 20.00"
    })
    void an_amount_may_be_a_number_and_is_counted_exactly(String currency, String price, String total) {
        String body = Plain.changed(Plain.changed(GOOD, "/currency", '"' + currency + '"'), "/items/0/price", price);
        Reply reply = SHOP.post("/orders", body);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("total").asText()).isEqualTo(total);
        assertThat(reply.json().at("/items/0/subtotal").asText()).isEqualTo(total);
    }

    @Test
    void a_total_is_more_than_nothing_and_up_to_a_trillion_minor_units() {
        Reply most = SHOP.post("/orders", priced("5000000000.00"));
        assertThat(most.status()).isEqualTo(201);
        assertThat(most.json().get("total").asText()).isEqualTo("10000000000.00");
        assertRefused(priced("5000000000.01"), List.of("OUT_OF_RANGE at /items"));
        assertRefused(priced("0"), List.of("OUT_OF_RANGE at /items"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"token\":null}", "{\"token\":17}", "{\"token\":\"tok_ok\",\"amount\":\"1\"}", "[]"})
    void a_bad_payment_changes_nothing(String body) {
        String order = SHOP.place(Basket.of(PRODUCT, 1).paidWith("tok_declined"))
                .json()
                .get("orderId")
                .asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.released.v1"));
        Reply reply = SHOP.post("/orders/" + order + "/payments", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(SHOP.order(order).get("status").asText()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void process_takes_nothing() {
        String order = SHOP.place(Basket.of(PRODUCT, 1).confirmedByHand())
                .json()
                .get("id")
                .asText();
        assertThat(SHOP.post("/orders/" + order + "/process", "{\"force\":true}")
                        .status())
                .isEqualTo(400);
        assertThat(SHOP.order(order).get("status").asText()).isEqualTo("PLACED");
    }

    private static String priced(String price) {
        return Plain.changed(GOOD, "/items/0/price", '"' + price + '"');
    }

    /** Refused with exactly these faults, and nobody has written anything. */
    private static void assertRefused(String body, List<String> faults) {
        String before = SHOP.position("order");
        Reply reply = SHOP.post("/orders", body, "Content-Type", "application/json");
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().get("code").asText()).isEqualTo("VALIDATION_FAILED");
        List<String> told = new ArrayList<>();
        reply.json()
                .get("errors")
                .forEach(error -> told.add(error.get("code").asText() + " at "
                        + error.get("pointer").asText()));
        assertThat(told).containsExactlyInAnyOrderElementsOf(faults);
        assertThat(SHOP.feed("order", before)).isEmpty();
    }
}
