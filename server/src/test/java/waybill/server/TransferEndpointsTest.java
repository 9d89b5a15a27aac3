package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Capture, void, refund and reconcile, as the token of each authorization scripts the gateway. */
class TransferEndpointsTest {
    private static final RunningShop SHOP = new RunningShop();
    private static final List<String> ORDERS = new CopyOnWriteArrayList<>();

    @AfterAll
    static void the_gateway_has_the_same_books() {
        try (SHOP) {
            Books.assertSame(SHOP, ORDERS);
        }
    }

    @Test
    void money_is_taken_in_parts_and_given_back_in_parts() {
        String payment = authorized("tok_ok");
        Reply part = post("capture", payment, "\"amount\":\"10.99\",\"reference\":\"parcel-1\"");
        assertThat(part.status()).isEqualTo(200);
        assertThat(Plain.of(part)).isEqualTo(Plain.read("""
                {"id":"pay_*","orderId":"ord_*","attempt":1,"status":"PARTIALLY_CAPTURED","amount":"21.98","currency":"EUR",
                 "authorized":"21.98","captured":"10.99","refunded":"0.00","authorizedUntil":"then","transactions":[
                 {"id":"txn_*","kind":"AUTHORIZE","status":"SUCCEEDED","amount":"21.98","gatewayReference":"sbx_*",
                  "reference":null,"reason":null,"at":"then"},
                 {"id":"txn_*","kind":"CAPTURE","status":"SUCCEEDED","amount":"10.99","gatewayReference":"sbx_*",
                  "reference":"parcel-1","reason":null,"at":"then"}]}"""));
        assertSays("CAPTURED", "21.98", "0.00", post("capture", payment, ""));
        assertSays("PARTIALLY_REFUNDED", "21.98", "5.00", post("refund", payment, "\"amount\":\"5.00\""));
        assertSays(
                "REFUNDED",
                "21.98",
                "21.98",
                post("refund", payment, "\"amount\":\"16.98\",\"reason\":\"DAMAGED\",\"reference\":\"rma-1\""));
    }

    @Test
    void no_more_is_moved_than_is_left() {
        String payment = authorized("tok_ok");
        String key = SHOP.newKey();
        Reply over = postAs(key, "capture", payment, "\"amount\":\"21.99\"");
        assertThat(Plain.of(over))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "over-capture", "More than was authorized"),
                        "Of payment pay_*, 21.98 EUR can be captured.",
                        "/payments/capture",
                        "\"requested\":\"21.99\",\"available\":\"21.98\""));
        assertThat(postAs(key, "capture", payment, "\"amount\":\"21.99\"").body())
                .isEqualTo(over.body());
        post("capture", payment, "");
        assertRefused("over-capture", post("capture", payment, ""));
        Reply refund = post("refund", payment, "\"amount\":\"21.99\"");
        assertThat(Plain.of(refund))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(409, "over-refund", "More than was captured"),
                        "Of payment pay_*, 21.98 EUR can be refunded.",
                        "/payments/refund",
                        "\"requested\":\"21.99\",\"available\":\"21.98\""));
    }

    @Test
    void what_is_not_captured_is_set_free_once() {
        String payment = authorized("tok_ok");
        post("capture", payment, "\"amount\":\"1.98\"");
        String key = SHOP.newKey();
        Reply freed = postAs(key, "void", payment, "");
        assertSays("PARTIALLY_CAPTURED", "1.98", "0.00", freed);
        assertThat(freed.json().at("/transactions/2/amount").asText()).isEqualTo("20.00");
        Reply again = postAs(key, "void", payment, "");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(freed.body());
        assertRefused("illegal-transition", post("capture", payment, ""));
        assertRefused("illegal-transition", post("void", payment, ""));
        String whole = authorized("tok_ok");
        assertThat(post("void", whole, "\"reason\":\"CHANGED_MIND\"")
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("VOIDED");
        assertThat(post("void", whole, "").status()).isEqualTo(200);
        assertRefused("illegal-transition", post("capture", whole, ""));
    }

    @Test
    void the_same_key_and_the_same_reference_move_money_once() {
        String payment = authorized("tok_ok");
        String key = SHOP.newKey();
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(10, number -> replies.put(number, postAs(key, "capture", payment, "\"amount\":\"1.00\"")));
        assertThat(replies.values()).extracting(Reply::status).containsOnly(200);
        assertThat(replies.values().stream().map(Reply::body).distinct()).hasSize(1);
        String named = "\"amount\":\"2.00\",\"reference\":\"parcel-2\"";
        assertSays("PARTIALLY_CAPTURED", "3.00", "0.00", post("capture", payment, named));
        assertSays("PARTIALLY_CAPTURED", "3.00", "0.00", post("capture", payment, named));
        assertThat(post("capture", payment, "\"amount\":\"2.01\",\"reference\":\"parcel-2\"")
                        .status())
                .isEqualTo(422);
        assertThat(postAs(key, "capture", payment, "\"amount\":\"3.00\"").status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"capture", "refund"})
    void a_decline_says_why(String kind) {
        String payment = authorized("tok_" + kind + "_declined");
        if (kind.equals("refund")) {
            post("capture", payment, "");
        }
        String key = SHOP.newKey();
        Reply declined = postAs(key, kind, payment, "\"amount\":\"1.00\"");
        String reason = kind.equals("refund") ? "REFUND_DECLINED" : "CAPTURE_DECLINED";
        assertThat(Plain.of(declined))
                .isEqualTo(Plain.problem(
                        new Plain.Kind(402, "payment-declined", "The payment was declined"),
                        "The " + kind + " was declined: " + reason + ".",
                        "/payments/" + kind,
                        "\"orderId\":\"ord_*\",\"paymentId\":\"pay_*\",\"transactionId\":\"txn_*\",\"reason\":\""
                                + reason + "\""));
        Reply again = postAs(key, kind, payment, "\"amount\":\"1.00\"");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(declined.body());
    }

    @ParameterizedTest
    @CsvSource({"capture", "refund"})
    void after_one_error_the_same_request_moves_the_money_once(String kind) {
        String payment = authorized("tok_" + kind + "_error_once");
        if (kind.equals("refund")) {
            post("capture", payment, "");
        }
        String key = SHOP.newKey();
        Reply away = postAs(key, kind, payment, "\"amount\":\"1.00\"");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("30");
        assertThat(away.json().get("code").asText()).isEqualTo("PAYMENT_UNAVAILABLE");
        Reply moved = postAs(key, kind, payment, "\"amount\":\"1.00\"");
        assertThat(moved.status()).isEqualTo(200);
        Reply again = postAs(key, kind, payment, "\"amount\":\"1.00\"");
        assertThat(again.json()).isEqualTo(moved.json());
        assertThat(moved.json()
                        .get(kind.equals("refund") ? "refunded" : "captured")
                        .asText())
                .isEqualTo("1.00");
    }

    @ParameterizedTest
    @CsvSource({"capture, over-capture", "refund, over-refund"})
    void what_is_refused_after_one_error_stays_refused_under_its_key_to_the_last_letter(String kind, String slug) {
        String payment = authorized("tok_" + kind + "_error_once");
        if (kind.equals("refund")) {
            post("capture", payment, "");
        }
        String key = SHOP.newKey();
        assertThat(postAs(key, kind, payment, "\"amount\":\"5.00\"").status()).isEqualTo(503);
        assertThat(post(kind, payment, "\"amount\":\"20.00\"").status()).isEqualTo(200);
        Reply refused = postAs(key, kind, payment, "\"amount\":\"5.00\"");
        assertRefused(slug, refused);
        assertThat(post(kind, payment, "\"amount\":\"1.98\"").status()).isEqualTo(200);
        Reply again = postAs(key, kind, payment, "\"amount\":\"5.00\"");
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"capture", "refund"})
    void while_the_gateway_is_away_nothing_is_moved(String kind) {
        String payment = authorized("tok_" + kind + "_unavailable");
        if (kind.equals("refund")) {
            post("capture", payment, "");
        }
        assertThat(post(kind, payment, "\"amount\":\"1.00\"").status()).isEqualTo(503);
        assertThat(post(kind, payment, "\"amount\":\"1.00\"").status()).isEqualTo(503);
    }

    @Test
    void a_void_that_does_not_reach_the_gateway_is_sent_again_by_itself() {
        String payment = authorized("tok_void_error_once");
        assertThat(post("void", payment, "").status()).isEqualTo(202);
        Eventually.holds(
                () -> assertThat(payment(payment).get("status").asText()).isEqualTo("VOIDED"));
        String refused = authorized("tok_void_declined");
        assertThat(post("void", refused, "").status()).isEqualTo(202);
        assertThat(payment(refused).at("/transactions/1/status").asText()).isEqualTo("MANUAL_REVIEW");
        assertRefused("transaction-unresolved", post("void", refused, ""));
    }

    @Test
    void an_authorization_that_ran_out_is_not_captured() {
        String payment = authorized("tok_expires_0");
        Reply late = post("capture", payment, "");
        assertRefused("authorization-expired", late);
        assertThat(late.json().get("authorizedUntil"))
                .isEqualTo(payment(payment).get("authorizedUntil"));
        Eventually.holds(
                () -> assertThat(payment(payment).get("status").asText()).isEqualTo("EXPIRED"));
        assertRefused("authorization-expired", post("capture", payment, ""));
        assertThat(post("void", payment, "").status()).isEqualTo(200);
    }

    /** All side by side, because each costs the gateway's 5 s. */
    @Test
    void what_nobody_knows_is_accepted_and_known_when_the_gateway_is_asked() {
        Map<String, String> payments = new ConcurrentHashMap<>();
        List<String> tokens = List.of(
                "tok_capture_timeout", "tok_capture_timeout_not_done", "tok_void_timeout", "tok_refund_timeout");
        Crowd.of(tokens.size(), number -> {
            String token = tokens.get(number);
            String kind = token.split("_", -1)[1];
            String payment = authorized(token);
            payments.put(token, payment);
            if (kind.equals("refund")) {
                post("capture", payment, "");
            }
            Reply reply = post(kind, payment, kind.equals("refund") ? "\"amount\":\"21.98\"" : "");
            assertThat(reply.status()).as(token).isEqualTo(202);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            if (kind.equals("capture")) {
                assertRefused("transaction-unresolved", post("capture", payment, "\"amount\":\"1.00\""));
                assertRefused("transaction-unresolved", post("void", payment, ""));
            }
            Reply asked = SHOP.post("/payments/" + payment + "/reconcile", "{}");
            assertThat(asked.status()).isEqualTo(200);
        });
        assertThat(status(payments, "tok_capture_timeout")).isEqualTo("CAPTURED");
        assertThat(status(payments, "tok_void_timeout")).isEqualTo("VOIDED");
        assertThat(status(payments, "tok_refund_timeout")).isEqualTo("REFUNDED");
        String free = payments.get("tok_capture_timeout_not_done");
        Eventually.holds(() -> assertThat(SHOP.get("/payments/" + free)
                        .json()
                        .at("/transactions/1/status")
                        .asText())
                .isEqualTo("ERRORED"));
        assertThat(types(ORDERS)).contains("payment.resolved.v1", "payment.capture-failed.v1");
    }

    private static String status(Map<String, String> payments, String token) {
        return payment(payments.getOrDefault(token, "")).get("status").asText();
    }

    private static List<String> types(List<String> orders) {
        return SHOP.feed("payment", "0").stream()
                .filter(event -> orders.contains(event.get("subject").asText()))
                .map(event -> event.get("type").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            capture | /paymentId | ""           | INVALID
            capture | /paymentId |              | REQUIRED
            capture | /amount    | "0.00"       | OUT_OF_RANGE
            capture | /amount    | "all"        | WRONG_TYPE
            capture | /reference | "a b"        | INVALID
            capture | /reason    | "WHY"        | UNKNOWN_MEMBER
            refund  | /amount    |              | REQUIRED
            refund  | /reason    | "I was sad"  | INVALID
            void    | /amount    | "1.00"       | UNKNOWN_MEMBER
            void    | /reason    | "a-b"        | INVALID
            """)
    void a_bad_body_is_told_where_it_is_bad(String kind, String pointer, String value, String code) {
        String payment = authorized("tok_ok");
        String good = "{\"paymentId\":\"" + payment + "\"" + (kind.equals("void") ? "}" : ",\"amount\":\"1.00\"}");
        Reply reply = SHOP.post("/payments/" + kind, Plain.changed(good, pointer, value == null ? "" : value));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(payment(payment).get("transactions")).hasSize(1);
    }

    /** It would be given back by itself after seconds the first time, and after an hour the fourth. */
    @Test
    void what_waits_to_be_given_back_is_given_back_when_somebody_reconciles() {
        String order = SHOP.place(Basket.of(SHOP.stocked(1), 1).paidWith("tok_void_error_once"))
                .json()
                .get("id")
                .asText();
        ORDERS.add(order);
        SHOP.api().delete("/orders/" + order, "Prefer", "respond-async");
        String payments = "/payments?orderId=" + order;
        Eventually.holds(() -> assertThat(SHOP.get(payments)
                        .json()
                        .at("/data/0/transactions/1/status")
                        .asText())
                .isEqualTo("ERRORED"));
        String payment = SHOP.get(payments).json().at("/data/0/id").asText();
        Reply asked = SHOP.post("/payments/" + payment + "/reconcile", "{}");
        assertThat(asked.json().at("/transactions/2/kind").asText()).isEqualTo("VOID");
        Eventually.holds(
                () -> assertThat(SHOP.order(order).get("status").asText()).isEqualTo("CANCELLED"));
    }

    @Test
    void an_amount_has_the_decimals_of_the_payments_currency() {
        Reply reply = post("capture", authorized("tok_ok"), "\"amount\":\"1.001\"");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("code").asText()).isEqualTo("AMOUNT_PRECISION");
    }

    @Test
    void a_payment_that_does_not_exist_is_not_found() {
        String nobody = "pay_01kantm5xaf3sb2q7h6m0r4d8f";
        assertThat(post("capture", nobody, "").status()).isEqualTo(404);
        assertThat(post("void", nobody, "").status()).isEqualTo(404);
        assertThat(post("refund", nobody, "\"amount\":\"1.00\"").status()).isEqualTo(404);
        assertThat(SHOP.post("/payments/" + nobody + "/reconcile", "{}").status())
                .isEqualTo(404);
        String declined = SHOP.post("/payments/authorize", request("tok_declined"))
                .json()
                .get("paymentId")
                .asText();
        assertRefused("illegal-transition", post("capture", declined, ""));
        assertRefused("illegal-transition", post("void", declined, ""));
        assertRefused("over-refund", post("refund", declined, "\"amount\":\"1.00\""));
    }

    private static void assertSays(String status, String captured, String refunded, Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        JsonNode payment = reply.json();
        assertThat(payment.get("status").asText()).isEqualTo(status);
        assertThat(payment.get("captured").asText()).isEqualTo(captured);
        assertThat(payment.get("refunded").asText()).isEqualTo(refunded);
    }

    private static void assertRefused(String slug, Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.json().get("type").asText()).isEqualTo("/problems/" + slug);
    }

    private static JsonNode payment(String id) {
        return SHOP.get("/payments/" + id).json();
    }

    /** A new order's payment of 21.98 EUR, set aside. */
    private static String authorized(String token) {
        Reply reply = SHOP.post("/payments/authorize", request(token));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("id").asText();
    }

    private static String request(String token) {
        String order = SHOP.newOrderId();
        ORDERS.add(order);
        return "{\"orderId\":\"%s\",\"amount\":\"21.98\",\"currency\":\"EUR\",\"token\":\"%s\"}"
                .formatted(order, token);
    }

    private static Reply post(String kind, String payment, String members) {
        return postAs(SHOP.newKey(), kind, payment, members);
    }

    private static Reply postAs(String key, String kind, String payment, String members) {
        String more = members.isEmpty() ? "" : "," + members;
        return SHOP.postAs(key, "/payments/" + kind, "{\"paymentId\":\"" + payment + "\"" + more + "}");
    }
}
