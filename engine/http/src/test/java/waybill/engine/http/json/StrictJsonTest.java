package waybill.engine.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON here and what is not. */
class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{\"a\":1}}",
                "{} {}",
                "{}x",
                "nul",
                "TRUE",
                "NaN",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":0x1}",
                "{\"a\":1_000}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"unclosed}",
                "{/* */}",
                "// a\n{}",
                "{\"a\":1}\u0000",
                "\u0000{}"
            })
    void what_is_no_json_is_malformed(String text) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), "MALFORMED_JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t"})
    void nothing_is_no_json_either(String text) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), "REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32"})
    void other_encodings_are_no_json(String charset) {
        assertRefused("{\"a\":1}".getBytes(Charset.forName(charset)), "MALFORMED_JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "C3 28", "E2 28 A1", "F0 28 8C BC", "C0 AF", "FF", "E2 82"})
    void broken_utf8_is_no_json(String hex) {
        byte[] middle = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] body = ("{\"a\":\"" + "x".repeat(middle.length) + "\"}").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(middle, 0, body, 6, middle.length);
        assertThatExceptionOfType(StrictJson.Unreadable.class).isThrownBy(() -> StrictJson.parse(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"a\":1}                 | /a",
                "{\"a\":1,\"b\":{\"c\":1,\"c\":2}} | /b/c",
                "{\"a\":[{\"b\":1},{\"c\":1,\"c\":1}]} | /a/1/c",
                "{\"a\":1,\"\\u0061\":2}           | /a"
            })
    void a_member_twice_is_refused_where_it_is(String text, String pointer) {
        assertThatExceptionOfType(StrictJson.Unreadable.class)
                .isThrownBy(() -> StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("DUPLICATE");
                    assertThat(refused.pointer()).isEqualTo(pointer);
                });
    }

    @ParameterizedTest
    @CsvSource({"32, true", "33, false", "20000, false"})
    void arrays_and_objects_nest_32_levels(int depth, boolean accepted) throws Exception {
        byte[] body = ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
        if (accepted) {
            assertThat(StrictJson.parse(body).isArray()).isTrue();
        } else {
            assertRefused(body, "LIMIT_EXCEEDED");
        }
    }

    @Test
    void numbers_and_names_have_a_length() {
        assertRefused(("{\"a\":" + "1".repeat(65) + "}").getBytes(StandardCharsets.UTF_8), "LIMIT_EXCEEDED");
        assertRefused(("{\"a\":0." + "1".repeat(65) + "}").getBytes(StandardCharsets.UTF_8), "LIMIT_EXCEEDED");
        assertRefused("{\"a\":1e999999999}".getBytes(StandardCharsets.UTF_8), "LIMIT_EXCEEDED");
        assertRefused("{\"a\":1e-999999999}".getBytes(StandardCharsets.UTF_8), "LIMIT_EXCEEDED");
        assertRefused("{\"a\":1e99999999999999}".getBytes(StandardCharsets.UTF_8), "LIMIT_EXCEEDED");
        assertRefused(("{\"" + "n".repeat(257) + "\":1}").getBytes(StandardCharsets.UTF_8), "LIMIT_EXCEEDED");
    }

    @Test
    void a_decimal_is_exactly_what_is_written() throws Exception {
        assertThat(decimal("{\"a\":0.1}")).isEqualTo(new BigDecimal("0.1"));
        assertThat(decimal("{\"a\":10.990}")).isEqualTo(new BigDecimal("10.990"));
        assertThat(decimal("{\"a\":9007199254740993}")).isEqualTo(new BigDecimal("9007199254740993"));
        assertThat(decimal("{\"a\":123456789012345678901234567890.12}"))
                .isEqualTo(new BigDecimal("123456789012345678901234567890.12"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"b\":2}     | {\"b\":2, \"a\":1}   | true",
                "{\"a\":10.0}          | {\"a\":10.00}        | true",
                "{\"a\":1e1}           | {\"a\":10}           | true",
                "{\"a\":\"\\u00e9\"}   | {\"a\":\"é\"}        | true",
                "{\"a\":[1,2]}         | {\"a\":[2,1]}        | false",
                "{\"a\":\"1\"}         | {\"a\":1}            | false",
                "{\"a\":null}          | {}                   | false",
                "{\"a\":\"b\",\"c\":1} | {\"a\":\"b,c:1\"}    | false",
                "{\"a\":{\"b\":1}}     | {\"a\":1,\"b\":1}    | false",
                "{\"a\":\"10.0\"}      | {\"a\":\"10.00\"}    | false"
            })
    void the_same_json_has_one_canonical_text(String one, String other, boolean same) throws Exception {
        assertThat(canonical(one).equals(canonical(other))).isEqualTo(same);
    }

    private static String canonical(String text) throws Exception {
        StringBuilder canonical = new StringBuilder();
        CanonicalJson.append(canonical, StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)));
        return canonical.toString();
    }

    private static BigDecimal decimal(String text) throws Exception {
        return Objects.requireNonNull(Decimals.of(
                StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)).get("a")));
    }

    private static void assertRefused(byte[] body, String code) {
        assertThatExceptionOfType(StrictJson.Unreadable.class)
                .isThrownBy(() -> StrictJson.parse(body))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
