package waybill.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading an order's body: every row breaks one thing and names where, or breaks nothing. */
class BodyTest {
    private static final String ORDER = """
            {"customer":{"id":"c1","name":"Ada"},"currency":"EUR","confirmation":"manual","gift":true,"expiresIn":"PT15M",
             "items":[{"productId":"A","quantity":2,"price":"10.99"},{"productId":"B","quantity":1,"price":0.5}],
             "metadata":{"cart":"77"}}""";

    private static final Rule PRODUCT = new Rule(text -> text.matches("[A-Z]"), "a capital letter");

    private record Line(String product, int quantity, BigDecimal price) {}

    private record Order(
            String customer, String currency, boolean auto, List<Line> lines, Map<String, String> metadata) {}

    @Test
    void what_is_right_is_read_exactly() {
        assertThat(read(ORDER))
                .isEqualTo(new Order(
                        "c1",
                        "EUR",
                        false,
                        List.of(new Line("A", 2, new BigDecimal("10.99")), new Line("B", 1, new BigDecimal("0.5"))),
                        Map.of("cart", "77")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"id\":\"c1\"                | \"ident\":\"c1\"               | /customer/id REQUIRED, /customer/ident UNKNOWN_MEMBER",
                "\"id\":\"c1\"                | \"id\":null                    | /customer/id REQUIRED",
                "\"id\":\"c1\"                | \"id\":\"\"                    | /customer/id OUT_OF_RANGE",
                "\"id\":\"c1\"                | \"id\":\"  \"                  | /customer/id OUT_OF_RANGE",
                "\"id\":\"c1\"                | \"id\":7                       | /customer/id WRONG_TYPE",
                "\"id\":\"c1\"                | \"id\":[\"c1\"]                | /customer/id WRONG_TYPE",
                "\"id\":\"c1\"                | \"id\":\"a\\u0000b\"           | /customer/id INVALID_TEXT",
                "\"id\":\"c1\"                | \"id\":\"a\\ud800\"            | /customer/id INVALID_TEXT",
                "\"name\":\"Ada\"             | \"name\":false                 | /customer/name WRONG_TYPE",
                "\"name\":\"Ada\"             | \"name\":\"4111111111111111\"  | /customer/name INVALID_TEXT",
                "{\"id\":\"c1\",\"name\":\"Ada\"} | \"c1\"                     | /customer WRONG_TYPE",
                "{\"id\":\"c1\",\"name\":\"Ada\"} | null                       | /customer REQUIRED",
                "\"currency\":\"EUR\"         | \"currency\":\"EURO\"          | /currency INVALID",
                "\"currency\":\"EUR\"         | \"currency\":\"eur\"           | /currency INVALID",
                "\"currency\":\"EUR\"         | \"currency\":\"XXQ\"           | /currency INVALID",
                "\"manual\"                   | \"maybe\"                      | /confirmation INVALID",
                "\"manual\"                   | \"AUTO\"                       | /confirmation INVALID",
                "\"manual\"                   | true                           | /confirmation WRONG_TYPE",
                "true                         | \"true\"                       | /gift WRONG_TYPE",
                "true                         | 1                              | /gift WRONG_TYPE",
                "PT15M                        | 15 minutes                     | /expiresIn INVALID",
                "PT15M                        | PT0S                           | /expiresIn OUT_OF_RANGE",
                "PT15M                        | PT100H                         | /expiresIn OUT_OF_RANGE",
                "\"quantity\":2               | \"quantity\":\"2\"             | /items/0/quantity WRONG_TYPE",
                "\"quantity\":2               | \"quantity\":2.0               | /items/0/quantity WRONG_TYPE",
                "\"quantity\":2               | \"quantity\":2e0               | /items/0/quantity WRONG_TYPE",
                "\"quantity\":2               | \"quantity\":0                 | /items/0/quantity OUT_OF_RANGE",
                "\"quantity\":2               | \"quantity\":-1                | /items/0/quantity OUT_OF_RANGE",
                "\"quantity\":2               | \"quantity\":1000001           | /items/0/quantity OUT_OF_RANGE",
                "\"quantity\":2               | \"quantity\":4294967298        | /items/0/quantity OUT_OF_RANGE",
                "\"quantity\":2               | \"quantity\":99999999999999999999 | /items/0/quantity OUT_OF_RANGE",
                "\"quantity\":2               | \"quantity\":null              | /items/0/quantity REQUIRED",
                "\"10.99\"                    | \"10,99\"                      | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"1e1\"                        | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \" 10.99\"                     | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"+10.99\"                     | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \".5\"                         | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"5.\"                         | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"1.2.3\"                      | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"٣\"                          | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"\"                           | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"-\"                          | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | true                           | /items/0/price WRONG_TYPE",
                "\"10.99\"                    | \"-0.01\"                      | /items/0/price OUT_OF_RANGE",
                "\"10.99\"                    | -1                             | /items/0/price OUT_OF_RANGE",
                "\"10.99\"                    | 1000000000001                  | /items/0/price OUT_OF_RANGE",
                "\"10.99\"                    | 1e60                           | /items/0/price OUT_OF_RANGE",
                "\"productId\":\"B\"          | \"productId\":\"b\"            | /items/1/productId INVALID",
                "\"productId\":\"B\"          | \"productId\":\"A\"            | /items/1/productId DUPLICATE",
                "{\"productId\":\"A\",\"quantity\":2,\"price\":\"10.99\"} | 7  | /items/0 WRONG_TYPE",
                "\"items\":[                  | \"items\":[null,               | /items/0 WRONG_TYPE",
                "\"metadata\":{\"cart\":\"77\"} | \"metadata\":{\"cart\":77}   | /metadata/cart WRONG_TYPE",
                "\"metadata\":{\"cart\":\"77\"} | \"metadata\":[\"cart\"]      | /metadata WRONG_TYPE",
                "\"metadata\":{\"cart\":\"77\"} | \"metadata\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"} | /metadata OUT_OF_RANGE",
                "\"metadata\":{\"cart\":\"77\"} | \"metadata\":{\"a/b~c\":7}   | /metadata/a~1b~0c WRONG_TYPE",
                "\"metadata\"                 | \"meta~data/\"                 | /meta~0data~1 UNKNOWN_MEMBER"
            })
    void what_is_wrong_is_named_with_its_place(String right, String wrong, String errors) {
        assertThat(errorsOf(ORDER.replace(right, wrong))).hasToString("[" + errors + "]");
    }

    @Test
    void everything_wrong_is_said_at_once() {
        String body = "{\"customer\":{\"age\":7},\"currency\":1,\"items\":[{\"quantity\":\"x\"},{}],\"nonsense\":{}}";
        assertThat(errorsOf(body))
                .containsExactly(
                        "/customer/id REQUIRED",
                        "/currency WRONG_TYPE",
                        "/items/0/productId REQUIRED",
                        "/items/0/quantity WRONG_TYPE",
                        "/items/0/price REQUIRED",
                        "/items/1/productId REQUIRED",
                        "/items/1/quantity REQUIRED",
                        "/items/1/price REQUIRED",
                        "/nonsense UNKNOWN_MEMBER",
                        "/customer/age UNKNOWN_MEMBER");
    }

    @Test
    void a_missing_object_is_one_error_not_one_for_each_of_its_members() {
        assertThat(errorsOf("{}")).containsExactly("/customer REQUIRED", "/currency REQUIRED", "/items REQUIRED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"[]| WRONG_TYPE", "7 | WRONG_TYPE", "null | WRONG_TYPE", "{\"a\" | MALFORMED_JSON", "~~ | REQUIRED"
            })
    void a_body_that_is_no_object_is_one_error(String body, String code) {
        assertThat(errorsOf(body)).containsExactly(" " + code);
    }

    @Test
    void a_hostile_body_makes_a_short_answer() {
        StringBuilder body = new StringBuilder("{");
        IntStream.range(0, 5000).forEach(i -> body.append("\"m").append(i).append("\":0,"));
        assertThat(errorsOf(body + "\"end\":0}")).hasSize(100);
    }

    @Test
    void what_a_reader_throws_on_a_placeholder_is_the_request_s_fault() {
        Call call = Calls.post("/any", "{\"id\":7}");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> call.body(body -> neverEmpty(body.text("id"))))
                .satisfies(raised -> assertThat(raised.problem().status()).isEqualTo(400));
    }

    @Test
    void what_a_reader_throws_on_a_right_request_is_our_defect() {
        Call call = Calls.post("/any", "{\"id\":\"x\"}");
        assertThatIllegalStateException()
                .isThrownBy(() -> call.body(body -> {
                    throw new IllegalStateException("a defect");
                }));
    }

    private static String neverEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    private static Order read(String body) {
        return Calls.post("/any", body).body(BodyTest::order);
    }

    private static Order order(Body body) {
        Body customer = body.object("customer");
        String id = customer.text("id");
        customer.optionalText("name");
        String currency = body.text("currency", Rule.CURRENCY);
        Set<String> seen = new HashSet<>();
        List<Line> lines = body.objects("items", 1, 100).stream()
                .map(item -> line(item, seen))
                .toList();
        boolean auto = body.choiceOr("confirmation", Map.of("manual", false, "auto", true), true);
        body.flagOr("gift", false);
        body.durationOr("expiresIn", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofMinutes(20));
        return new Order(id, currency, auto, lines, body.texts("metadata", 2));
    }

    private static Line line(Body line, Set<String> seen) {
        String product = line.text("productId", PRODUCT);
        if (!product.isEmpty() && !seen.add(product)) {
            line.complain("productId", "DUPLICATE", "is there twice");
        }
        return new Line(product, line.integer("quantity", 1, 1_000_000), line.decimal("price"));
    }

    private static List<String> errorsOf(String body) {
        try {
            throw new AssertionError("accepted: " + read(body));
        } catch (ProblemException raised) {
            assertThat(raised.problem().status()).isEqualTo(400);
            List<?> errors = (List<?>) raised.problem().members().getOrDefault("errors", List.of());
            List<String> placed = new ArrayList<>();
            for (Object error : errors) {
                FieldError one = (FieldError) error;
                placed.add(one.pointer() + " " + one.code());
            }
            return placed;
        }
    }
}
