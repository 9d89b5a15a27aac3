package waybill.engine.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of people, and times in text. */
class FreeTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada Lovelace",
                "Straße des 17. Juni 135",
                "日本橋",
                "شارع الملك",
                "Zoë 👩‍👩‍👧",
                "Order 12345678901234 of 2026",
                "+49 30 1234567890",
                "4111 1111",
                "0000000000000000",
                "4111111111111112",
                "1234567812345670",
                "20261130011448",
                "41111111-1111-4111-8111-111111111111",
                "cust4111111111111111",
                "می\u200cخواهم"
            })
    void what_people_write_is_welcome(String text) {
        assertThat(FreeText.fault(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\rb",
                "tab\t",
                "\u007f",
                "\u0085",
                "a\u2028b",
                "a\u202eb",
                "a\u2066b",
                "\ud800",
                "a\udc00b",
                "\ud83d",
                "4111111111111111",
                "4111 1111 1111 1111",
                "my card is 5500-0000-0000-0004.",
                "378282246310005",
                "3782 822463 10005",
                "4111.1111.1111.1111",
                "4111\u00a01111\u20131111 - 1111",
                "4111\u200b1111\u200b1111\u200b1111",
                "４１１１１１１１１１１１１１１１",
                "12/27 4111 1111 1111 1111 123"
            })
    void what_breaks_logs_screens_or_card_rules_is_not(String text) {
        assertThat(FreeText.fault(text)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"256, true", "257, false"})
    void a_text_has_256_characters(int length, boolean welcome) {
        assertThat(FreeText.fault("a".repeat(length)) == null).isEqualTo(welcome);
    }

    @ParameterizedTest
    @CsvSource({"256, true", "257, false"})
    void an_emoji_is_one_character(int length, boolean welcome) {
        assertThat(FreeText.fault("👩".repeat(length)) == null).isEqualTo(welcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00a0", "\u3000", "\u200b", "\u2060\ufeff\u200d"})
    void what_nobody_can_see_is_blank(String text) {
        assertThat(FreeText.isBlank(text)).isTrue();
        assertThat(FreeText.isBlank(text + "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01",
                "2026-03-01T09:30Z",
                "2026-03-01T09:30:00",
                "2026-02-30T09:30:00Z",
                "2016-12-31T23:59:60Z",
                "+999999999-12-31T23:59:59Z",
                "-0044-03-15T12:00:00Z"
            })
    void an_instant_is_read_as_RFC_3339_wants_it_only(String text) {
        assertThat(Rfc3339.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "P", "PT", "P1DT", "pt1m", "-PT1M", "PT-1M", "P1W", "PT1.5S", "PT99999999999999999999H"})
    void a_duration_is_days_to_whole_seconds(String text) {
        assertThat(Rfc3339.duration(text)).isEmpty();
        assertThat(Rfc3339.duration("P1DT2H3M4S")).hasValue(Duration.parse("P1DT2H3M4S"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:30:00Z, 2026-03-01T09:30:00.000000Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00.000001Z, 1970-01-01T00:00:00.000001Z",
        "0001-02-03T04:05:06.7Z, 0001-02-03T04:05:06.700000Z"
    })
    void an_instant_always_has_microseconds(String instant, String text) {
        assertThat(Rfc3339.text(Instant.parse(instant))).isEqualTo(text);
    }
}
