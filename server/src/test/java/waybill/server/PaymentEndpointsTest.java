package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

class PaymentEndpointsTest {
    private static final RunningShop SHOP = new RunningShop();

    /** Every order that a test has had paid. */
    private static final List<String> ORDERS = new ArrayList<>();

    @AfterAll
    static void the_gateway_has_the_same_books() {
        try (SHOP) {
            Books.assertSame(SHOP, ORDERS);
        }
    }

    @Test
    void money_is_set_aside() {
        String order = newOrder();
        Reply reply = authorize(order, "tok_ok");
        String payment = reply.json().get("id").asText();

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/payments/" + payment);
        assertThat(Plain.of(reply)).isEqualTo(Plain.read("""
                {"id":"pay_*","orderId":"ord_*","attempt":1,"status":"AUTHORIZED","amount":"21.98","currency":"EUR",
                 "authorized":"21.98","captured":"0.00","refunded":"0.00","authorizedUntil":"then","transactions":[
                 {"id":"txn_*","kind":"AUTHORIZE","status":"SUCCEEDED","amount":"21.98","gatewayReference":"sbx_*",
                  "reference":null,"reason":null,"at":"then"}]}"""));
        assertThat(reply.json().get("orderId").asText()).isEqualTo(order);
        assertThat(SHOP.get("/payments/" + payment).json()).isEqualTo(reply.json());
        JsonNode list = SHOP.get("/payments?orderId=" + order).json();
        assertThat(list.get("data").get(0)).isEqualTo(reply.json());
        assertThat(list.get("page")).isEqualTo(Plain.read("{\"nextCursor\":null,\"hasMore\":false}"));
    }

    @ParameterizedTest
    @CsvSource({
        "tok_declined, DECLINED",
        "tok_insufficient_funds, INSUFFICIENT_FUNDS",
        "tok_expired_card, EXPIRED_CARD",
        "tok_that_nobody_knows, UNKNOWN_TOKEN"
    })
    void a_decline_says_why_and_is_given_again(String token, String reason) {
        String order = newOrder();
        String key = SHOP.newKey();
        Reply declined = SHOP.postAs(key, "/payments/authorize", request(order, token));

        assertThat(declined.status()).isEqualTo(402);
        assertThat(Plain.of(declined))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(402, "payment-declined", "The payment was declined"),
                        "The payment was declined: " + reason + ".",
                        "/payments/authorize",
                        "\"orderId\":\"ord_*\",\"paymentId\":\"pay_*\",\"reason\":\"" + reason + "\""));
        Reply again = SHOP.postAs(key, "/payments/authorize", request(order, token));
        assertThat(again.status()).isEqualTo(402);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(declined.body());
        assertThat(authorize(order, "tok_ok").status()).isEqualTo(201);
        assertThat(SHOP.get("/payments?orderId=" + order).json().findValuesAsText("status"))
                .containsExactly("DECLINED", "DECLINED", "AUTHORIZED", "SUCCEEDED");
    }

    @Test
    void the_same_request_is_paid_once_however_often_it_is_sent() {
        String order = newOrder();
        String key = SHOP.newKey();
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(20, number -> replies.put(number, SHOP.postAs(key, "/payments/authorize", request(order, "tok_ok"))));
        assertThat(replies.values()).extracting(Reply::status).containsOnly(201);
        assertThat(replies.values().stream().map(Reply::body).distinct()).hasSize(1);
        assertThat(replies.values())
                .filteredOn(reply -> reply.header("Idempotent-Replayed") == null)
                .hasSize(1);
        assertThat(SHOP.get("/payments?orderId=" + order).json().get("data")).hasSize(1);
        assertThat(SHOP.postAs(key, "/payments/authorize", request(newOrder(), "tok_ok"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_order_is_not_paid_twice() {
        String order = newOrder();
        Reply first = authorize(order, "tok_ok");
        String key = SHOP.newKey();
        Reply second = SHOP.postAs(key, "/payments/authorize", request(order, "tok_ok"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(Plain.of(second))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "already-authorized", "The payment is already authorized"),
                        "Money for order ord_* is set aside already.",
                        "/payments/authorize",
                        "\"orderId\":\"ord_*\",\"paymentId\":\"pay_*\""));
        assertThat(second.json().get("paymentId")).isEqualTo(first.json().get("id"));
        assertThat(SHOP.postAs(key, "/payments/authorize", request(order, "tok_ok"))
                        .body())
                .isEqualTo(second.body());
    }

    @Test
    void after_one_error_the_same_request_pays() {
        String order = newOrder();
        String key = SHOP.newKey();
        Reply away = SHOP.postAs(key, "/payments/authorize", request(order, "tok_error_once"));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("30");
        assertThat(Plain.of(away))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(503, "payment-unavailable", "Payments are not possible right now"),
                        "Payments cannot be taken at the moment. You have not been charged; please try again shortly.",
                        "/payments/authorize",
                        "\"orderId\":\"ord_*\",\"paymentId\":\"pay_*\",\"retryAfter\":30"));

        Reply paid = SHOP.postAs(key, "/payments/authorize", request(order, "tok_error_once"));
        assertThat(paid.status()).isEqualTo(201);
        Reply again = SHOP.postAs(key, "/payments/authorize", request(order, "tok_error_once"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(paid.json());
        assertThat(SHOP.get("/payments?orderId=" + order).json().findValuesAsText("authorized"))
                .containsExactly("0.00", "21.98");
    }

    @Test
    void while_the_gateway_is_away_nothing_is_charged() {
        String order = newOrder();
        String key = SHOP.newKey();
        assertThat(SHOP.postAs(key, "/payments/authorize", request(order, "tok_unavailable"))
                        .status())
                .isEqualTo(503);
        assertThat(SHOP.postAs(key, "/payments/authorize", request(order, "tok_unavailable"))
                        .status())
                .isEqualTo(503);
        assertThat(SHOP.get("/payments?orderId=" + order).json().findValuesAsText("authorized"))
                .containsOnly("0.00");
        assertThat(authorize(order, "tok_slow_50").status()).isEqualTo(201);
    }

    @Test
    void what_is_refused_after_an_outage_stays_refused_under_its_key_to_the_last_letter() {
        String order = newOrder();
        String key = SHOP.newKey();
        String sent = request(order, "tok_unavailable");
        assertThat(SHOP.postAs(key, "/payments/authorize", sent).status()).isEqualTo(503);
        Reply other = authorize(order, "tok_ok");
        Reply refused = SHOP.postAs(key, "/payments/authorize", sent);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("type").asText()).isEqualTo("/problems/already-authorized");
        SHOP.post("/payments/void", "{\"paymentId\":\"" + other.json().get("id").asText() + "\"}");
        Reply again = SHOP.postAs(key, "/payments/authorize", sent);
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    /**
     * The gateway's 5 s, then 5 s until it is asked: so all go side by side. An early no proves nothing, one after 15 s
     * does.
     */
    @Test
    void what_nobody_knows_is_accepted_and_settled_when_the_gateway_that_is_asked_knows() {
        String charged = newOrder();
        String free = newOrder();
        String saga = SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_timeout"), "Prefer", "respond-async")
                .json()
                .get("id")
                .asText();
        ORDERS.add(saga);
        Map<String, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(
                2,
                number -> replies.put(
                        number == 0 ? charged : free,
                        authorize(
                                number == 0 ? charged : free,
                                number == 0 ? "tok_timeout" : "tok_timeout_not_charged")));

        replies.forEach((order, reply) -> {
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(reply.header("Location"))
                    .isEqualTo("/payments/" + reply.json().get("id").asText());
            assertThat(reply.json().get("status").asText()).isEqualTo("CREATED");
        });
        Reply impatient = authorize(charged, "tok_ok");
        assertThat(impatient.status()).isEqualTo(409);
        assertThat(impatient.json().get("code").asText()).isEqualTo("TRANSACTION_UNRESOLVED");
        assertThat(impatient.json().get("transactionId"))
                .isEqualTo(Objects.requireNonNull(replies.get(charged)).json().at("/transactions/0/id"));
        Eventually.holds(
                () -> assertThat(SHOP.order(saga).get("paymentStatus").asText()).isEqualTo("UNKNOWN"));
        assertThat(SHOP.order(saga).at("/holds/0/hold").asText()).isEqualTo("PAYMENT_UNKNOWN");

        Eventually.holds(() -> assertThat(statuses(charged)).isEqualTo("AUTHORIZED SUCCEEDED"));
        Eventually.holds(
                () -> assertThat(SHOP.order(saga).get("status").asText()).isEqualTo("CONFIRMED"));
        assertThat(SHOP.order(saga).get("holds")).isEmpty();
        Eventually.holds(() -> assertThat(statuses(free)).isEqualTo("CREATED ERRORED"));
        assertThat(authorize(free, "tok_ok").status()).isEqualTo(201);
    }

    @Test
    void money_for_an_order_that_did_not_wait_for_it_is_given_back() {
        String order = SHOP.place(Basket.of(SHOP.stocked(5), 2).paidWith("tok_declined"))
                .json()
                .get("orderId")
                .asText();
        ORDERS.add(order);
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.released.v1"));
        assertThat(authorize(order, "tok_ok").status()).isEqualTo(201);

        Eventually.holds(() -> assertThat(statuses(order)).isEqualTo("DECLINED DECLINED VOIDED SUCCEEDED SUCCEEDED"));
        Eventually.holds(() ->
                assertThat(SHOP.story(order)).endsWith("order.payment-return-requested.v1", "payment.returned.v1"));
        assertThat(SHOP.order(order).get("status").asText()).isEqualTo("PAYMENT_FAILED");
        Reply paid = SHOP.post("/orders/" + order + "/payments", "{\"token\":\"tok_ok\"}");
        assertThat(paid.json().get("status").asText()).isEqualTo("CONFIRMED");
    }

    /** Each payment's status, and its transactions'. */
    private static String statuses(String order) {
        return String.join(" ", SHOP.get("/payments?orderId=" + order).json().findValuesAsText("status"));
    }

    @Test
    void the_payments_of_an_order_nobody_paid_are_none() {
        assertThat(SHOP.get("/payments?orderId=" + SHOP.newOrderId()).json()).isEqualTo(Plain.read("""
                {"data":[],"page":{"nextCursor":null,"hasMore":false}}"""));
        Reply absent = SHOP.get("/payments/pay_01kantm5xaf3sb2q7h6m0r4d8f");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.json().get("detail").asText())
                .isEqualTo("There is no payment pay_01kantm5xaf3sb2q7h6m0r4d8f.");
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 1.001, 422, AMOUNT_PRECISION",
        "JPY, 0.5, 422, AMOUNT_PRECISION",
        "EUR, 0.00, 400, VALIDATION_FAILED",
        "EUR, -1, 400, VALIDATION_FAILED",
        "EUR, 10000000000.01, 400, VALIDATION_FAILED",
        "JPY, 1000000000001, 400, VALIDATION_FAILED"
    })
    void an_amount_out_of_bounds_is_refused(String currency, String amount, int status, String code) {
        String order = SHOP.newOrderId();
        Reply reply = SHOP.post("/payments/authorize", """
                {"orderId":"%s","amount":"%s","currency":"%s","token":"tok_ok"}""".formatted(order, amount, currency));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().get("code").asText()).isEqualTo(code);
        assertThat(SHOP.get("/payments?orderId=" + order).json().get("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /orderId    |                           | REQUIRED
            /orderId    | "17"                      | INVALID
            /amount     |                           | REQUIRED
            /amount     | "all"                     | WRONG_TYPE
            /amount     | true                      | WRONG_TYPE
            /currency   |                           | REQUIRED
            /currency   | "EURO"                    | INVALID
            /token      |                           | REQUIRED
            /token      | ""                        | INVALID
            /token      | {"number":"4111"}         | WRONG_TYPE
            /paymentId  | "pay_1"                   | UNKNOWN_MEMBER
            """)
    void a_bad_body_is_told_where_it_is_bad_and_moves_no_money(String pointer, String value, String code) {
        String order = SHOP.newOrderId();
        String before = SHOP.position("payment");
        Reply reply = SHOP.post(
                "/payments/authorize", Plain.changed(request(order, "tok_ok"), pointer, value == null ? "" : value));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errors")).hasSize(1);
        assertThat(reply.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(SHOP.get("/payments?orderId=" + order).json().get("data")).isEmpty();
        assertThat(SHOP.feed("payment", before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /payments                                         | REQUIRED at /query/orderId
            /payments?orderId=17                              | INVALID at /query/orderId
            /payments/17                                      | INVALID at /path/id
            /sandbox/transactions?cursor=17                   | INVALID at /query/cursor
            /sandbox/transactions?limit=0                     | OUT_OF_RANGE at /query/limit
            """)
    void a_bad_address_is_told_where_it_is_bad(String target, String fault) {
        Reply reply = SHOP.get(target);
        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = reply.json().at("/errors/0");
        assertThat(error.get("code").asText() + " at " + error.get("pointer").asText())
                .isEqualTo(fault);
    }

    private static String newOrder() {
        String order = SHOP.newOrderId();
        ORDERS.add(order);
        return order;
    }

    private static Reply authorize(String order, String token) {
        return SHOP.post("/payments/authorize", request(order, token));
    }

    private static String request(String order, String token) {
        return "{\"orderId\":\"%s\",\"amount\":\"21.98\",\"currency\":\"EUR\",\"token\":\"%s\"}"
                .formatted(order, token);
    }
}
