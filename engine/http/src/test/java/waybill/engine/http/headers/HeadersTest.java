package waybill.engine.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as clients write them. */
class HeadersTest {
    private static final Duration OTHERWISE = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "abc                     | abc",
                "\"abc\"                 | abc",
                "\"a\\\"b\"              | a\"b",
                "\"a\\\\b\"              | a\\b",
                "a\"b                    | a\"b",
                "\"                      | \"",
                "8e03978e-40d5-43e8-bc93-6894a57f9324 | 8e03978e-40d5-43e8-bc93-6894a57f9324"
            })
    void a_key_may_be_quoted_or_bare(String header, String key) {
        assertThat(IdempotencyKeys.parse(header)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "\"a b\"", "ä", "a\tb", "a\u007f"})
    void other_keys_are_none(String header) {
        assertThat(IdempotencyKeys.parse(header)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"255, true", "256, false"})
    void a_key_has_255_characters(int length, boolean accepted) {
        String key = "k".repeat(length);
        assertThat(IdempotencyKeys.parse(key)).isEqualTo(accepted ? Optional.of(key) : Optional.empty());
        assertThat(IdempotencyKeys.parse('"' + key + '"')).isEqualTo(accepted ? Optional.of(key) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                              | 2  | -",
                "wait=0                         | 0  | wait=0",
                "wait=10                        | 10 | wait=10",
                "Wait=5                         | 5  | wait=5",
                "wait=30                        | 30 | wait=30",
                "wait=31                        | 30 | wait=30",
                "wait=999999999                 | 30 | wait=30",
                "respond-async                  | 0  | respond-async",
                "respond-async, wait=7          | 7  | wait=7",
                "wait=7, respond-async          | 7  | wait=7",
                "return=minimal; wait=3         | 3  | wait=3",
                "wait=-1                        | 2  | -",
                "wait=abc                       | 2  | -",
                "wait=                          | 2  | -",
                "wait=1.5                       | 2  | -",
                "wait=99999999999999999999      | 2  | -",
                "handling=lenient               | 2  | -"
            })
    void a_preference_is_honoured_or_ignored_but_never_an_error(String header, int seconds, String applied) {
        assertThat(Waiting.of(header, OTHERWISE)).isEqualTo(new Waiting(Duration.ofSeconds(seconds), applied));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "-             | OptionalLong.empty | OptionalLong.empty",
                "*             | OptionalLong.empty | OptionalLong.empty",
                "\"5\"         | OptionalLong[5]    | OptionalLong[5]",
                "W/\"5\"       | OptionalLong[-1]   | OptionalLong[5]",
                "\"4\", \"5\"  | OptionalLong[-1]   | OptionalLong[5]",
                "\"abc\"       | OptionalLong[-1]   | OptionalLong.empty",
                "5             | OptionalLong[-1]   | OptionalLong.empty",
                "\"-5\"        | OptionalLong[-1]   | OptionalLong.empty",
                "\"\"          | OptionalLong[-1]   | OptionalLong.empty",
                "\"99999999999999999999\" | OptionalLong[-1] | OptionalLong.empty"
            })
    void an_entity_tag_is_a_version(String header, String demanded, String known) {
        assertThat(EntityTags.demanded(header)).hasToString(demanded);
        assertThat(EntityTags.known(header)).hasToString(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
            })
    void a_valid_trace_is_continued(String header) {
        Trace trace = Trace.of(header, null);
        assertThat(trace.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("00f067aa0ba902b7");
        assertThat(trace.traceparent()).endsWith(trace.spanId() + "-01");
        assertThat(trace.requestId()).isEqualTo(trace.traceId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01"
            })
    void another_trace_begins_anew(String header) {
        Trace trace = Trace.of(header, null);
        assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(trace.traceparent()).endsWith("-00");
    }
}
