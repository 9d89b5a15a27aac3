package waybill.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.kernel.EventId;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.TransactionId;

class WireJsonTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID UUID_ZERO = new UUID(0, 0);

    enum Color {
        RED,
        GREEN
    }

    record Kernel(
            OrderId order,
            PaymentId payment,
            ReservationId reservation,
            EventId event,
            TransactionId transaction,
            ProductId product,
            Money price,
            Currency currency,
            Instant at,
            Duration span,
            Map<ProductId, Long> stock) {}

    record Small(
            String name,
            int count,
            boolean open,
            Color color,
            @Nullable String note,
            List<String> words) {
        public boolean isOpenNow() {
            return open;
        }

        public String getLabel() {
            return name;
        }
    }

    private static final Small SMALL = new Small("a", 1, true, Color.RED, null, List.of("x"));
    private static final String SMALL_JSON =
            "{\"name\":\"a\",\"count\":1,\"open\":true,\"color\":\"RED\",\"words\":[\"x\"]}";

    @Test
    void kernel_values_are_one_text_each() {
        Map<ProductId, Long> stock = new LinkedHashMap<>();
        stock.put(new ProductId("B"), 2L);
        stock.put(new ProductId("A"), 1L);
        Kernel kernel = new Kernel(
                OrderId.of(UUID_ZERO),
                PaymentId.of(UUID_ZERO),
                ReservationId.of(UUID_ZERO),
                EventId.of(UUID_ZERO),
                TransactionId.of(UUID_ZERO),
                new ProductId("TSHIRT-M"),
                new Money(1099, EUR),
                EUR,
                Instant.parse("2026-01-31T09:30:00.5Z"),
                Duration.ofMinutes(15),
                stock);
        String zeros = "00000000000000000000000000";

        assertThat(text(kernel))
                .isEqualTo("{\"order\":\"ord_" + zeros + "\",\"payment\":\"pay_" + zeros + "\",\"reservation\":\"res_"
                        + zeros + "\",\"event\":\"evt_" + zeros + "\",\"transaction\":\"txn_" + zeros
                        + "\",\"product\":\"TSHIRT-M\",\"price\":\"10.99 EUR\",\"currency\":\"EUR\","
                        + "\"at\":\"2026-01-31T09:30:00.500000Z\",\"span\":\"PT15M\",\"stock\":{\"B\":2,\"A\":1}}");
        assertThat(WireJson.read(WireJson.write(kernel), Kernel.class)).isEqualTo(kernel);
    }

    @Test
    void members_are_the_components_in_their_order_and_nulls_are_left_out() {
        assertThat(text(SMALL)).isEqualTo(SMALL_JSON);
        assertThat(read(SMALL_JSON)).isEqualTo(SMALL);
    }

    @Test
    void members_of_a_later_version_are_ignored() {
        assertThat(read(SMALL_JSON.replace("{", "{\"later\":{\"a\":[1,{}]},"))).isEqualTo(SMALL);
    }

    @Test
    void an_optional_member_may_be_null() {
        assertThat(read(SMALL_JSON.replace("{", "{\"note\":null,"))).isEqualTo(SMALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"name\":\"a\"", "\"count\":1", "\"open\":true", "\"color\":\"RED\"", "\"words\":[\"x\"]"})
    void no_other_member_may_be_missing_null_or_there_twice(String member) {
        String missing = SMALL_JSON.replace(member, "\"other\":1");
        String isNull = SMALL_JSON.replace(member, member.substring(0, member.indexOf(':')) + ":null");
        String twice = SMALL_JSON.replace(member, member + "," + member);

        for (String broken : List.of(missing, isNull, twice)) {
            assertThatThrownBy(() -> read(broken)).as(broken).isInstanceOf(UnreadableJson.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"name\":\"a\"|\"name\":1",
                "\"name\":\"a\"|\"name\":1.5",
                "\"name\":\"a\"|\"name\":true",
                "\"name\":\"a\"|\"name\":[\"a\"]",
                "\"name\":\"a\"|\"name\":{}",
                "\"count\":1|\"count\":\"1\"",
                "\"count\":1|\"count\":1.0",
                "\"count\":1|\"count\":true",
                "\"count\":1|\"count\":\"\"",
                "\"count\":1|\"count\":2147483648",
                "\"open\":true|\"open\":\"true\"",
                "\"open\":true|\"open\":1",
                "\"color\":\"RED\"|\"color\":0",
                "\"color\":\"RED\"|\"color\":\"red\"",
                "\"color\":\"RED\"|\"color\":\"BLUE\"",
                "\"color\":\"RED\"|\"color\":\"\"",
                "\"words\":[\"x\"]|\"words\":\"x\"",
                "\"words\":[\"x\"]|\"words\":[null]",
                "\"words\":[\"x\"]|\"words\":[1]",
                "\"words\":[\"x\"]|\"words\":{}",
            })
    void nothing_is_taken_for_something_else(String good, String bad) {
        String json = SMALL_JSON.replace(good, bad);

        assertThat(json).isNotEqualTo(SMALL_JSON);
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"a\"", "{", "{} {}", "{'name':'a'}", "{\"name\":NaN}"})
    void what_is_not_one_json_object_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableJson.class);
    }

    @Test
    void nothing_may_follow_the_value() {
        assertThatThrownBy(() -> read(SMALL_JSON + "{}")).isInstanceOf(UnreadableJson.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.9 EUR", "10.990 EUR", "1E1 EUR", "+1.00 EUR", "-1.00 EUR", "10.99", "10.99 XYZ", " EUR"})
    void money_is_read_only_as_it_is_written(String text) {
        assertThatThrownBy(() -> WireJson.read(('"' + text + '"').getBytes(UTF_8), Money.class))
                .isInstanceOf(UnreadableJson.class);
    }

    @Test
    void money_keeps_the_digits_of_its_currency() {
        for (String text : List.of("\"0.00 EUR\"", "\"500 JPY\"", "\"1.005 KWD\"")) {
            assertThat(text(WireJson.read(text.getBytes(UTF_8), Money.class))).isEqualTo(text);
        }
    }

    @Test
    void an_id_of_another_kind_is_refused() {
        String payment = PaymentId.of(UUID_ZERO).value();

        assertThatThrownBy(() -> WireJson.read(('"' + payment + '"').getBytes(UTF_8), OrderId.class))
                .isInstanceOf(UnreadableJson.class);
    }

    @Test
    void a_product_that_is_a_key_is_checked_too() {
        String json = text(Map.of("stock", Map.of("-A", 1)));

        assertThatThrownBy(() -> WireJson.read(json.getBytes(UTF_8), Kernel.class))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining("product id");
    }

    private static Small read(String json) {
        return WireJson.read(json.getBytes(UTF_8), Small.class);
    }

    private static String text(Object value) {
        return new String(WireJson.write(value), UTF_8);
    }
}
