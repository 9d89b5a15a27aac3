package waybill.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final DateTimeFormatter JDK =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    @Test
    void six_decimals_always_and_finer_ones_are_cut_off() {
        assertThat(Timestamps.write(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000000Z");
        assertThat(Timestamps.write(Instant.parse("2026-01-31T09:30:00.1234569Z")))
                .isEqualTo("2026-01-31T09:30:00.123456Z");
        assertThat(Timestamps.write(Instant.ofEpochSecond(-1, 999_999_999))).isEqualTo("1969-12-31T23:59:59.999999Z");
    }

    @Test
    void every_instant_is_written_as_the_jdk_would_and_read_back_to_the_microsecond() {
        Random random = new Random(Long.getLong("seed", 42));
        for (int i = 0; i < 2_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(YEAR_0, YEAR_10000), random.nextInt(1_000_000_000));

            String text = Timestamps.write(instant);

            assertThat(text).isEqualTo(JDK.format(instant));
            assertThat(Timestamps.read(text)).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:30:00+01:00, 2026-01-31T09:30:00Z",
        "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
        "2026-01-31T09:30:00.123456789Z, 2026-01-31T09:30:00.123456789Z",
    })
    void any_other_time_with_an_offset_is_understood(String text, Instant instant) {
        assertThat(Timestamps.read(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-01-31T09:30:00",
                "2026-02-30T09:30:00.000000Z",
                "2026-01-31T24:30:00.000000Z",
                "2026-01-31T09:30:60.000000Z",
                "2026-01-31 09:30:00.000000Z",
                "2026-01-31T09:30:00.00000\u0661Z"
            })
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> Timestamps.read(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void years_without_four_digits_are_not_written() {
        assertThatThrownBy(() -> Timestamps.write(Instant.ofEpochSecond(YEAR_10000)))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Timestamps.write(Instant.ofEpochSecond(YEAR_0 - 1)))
                .isInstanceOf(DateTimeException.class);
    }
}
