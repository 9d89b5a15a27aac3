package waybill.engine.http.access.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.core.access.KeyText;
import waybill.engine.core.log.StoreFault;
import waybill.engine.http.access.Caller;
import waybill.engine.http.access.Recognized;
import waybill.engine.http.access.Scope;

/** Which keys are believed, and for how long. */
class KeyRecognitionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Recognized NOT_VALID = new Recognized.Refused("The API key is not valid.");

    private final AtomicLong nanos = new AtomicLong();
    private final Shelf shelf = new Shelf();
    private final KeyText key = KeyText.fresh(new SecureRandom());
    private final KeyRecognition recognition = new KeyRecognition(shelf, () -> NOW.plusNanos(nanos.get()), nanos::get);
    private final Recognized bearer =
            new Recognized.As(new Caller("key:" + key.id(), EnumSet.of(Scope.ORDERS_READ, Scope.PAYMENTS_WRITE), null));

    /** Keys in memory that count how often they are read. */
    private static final class Shelf implements ApiKeys {
        private final List<ApiKey> keys = new ArrayList<>();
        private final AtomicInteger read = new AtomicInteger();
        private boolean away;

        @Override
        public void add(ApiKey key) {
            keys.add(key);
        }

        @Override
        public boolean revoke(String id, Instant at) {
            return keys.removeIf(key -> key.id().equals(id));
        }

        @Override
        public List<ApiKey> valid() {
            read.incrementAndGet();
            if (away) {
                throw new StoreFault.Unavailable("away", new IllegalStateException());
            }
            return List.copyOf(keys);
        }

        @Override
        public List<ApiKey> all() {
            return valid();
        }
    }

    @BeforeEach
    void keep() {
        keep(key, null);
    }

    private void keep(KeyText text, @Nullable Instant expiresAt) {
        shelf.add(new ApiKey(
                text.id(),
                "shop",
                Set.of("orders:read", "payments:write", "later:read"),
                text.digest(),
                NOW,
                expiresAt,
                null));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_key_names_its_bearer_and_what_it_is_for() {
        assertThat(recognition.concerns(key.reveal())).isTrue();
        assertThat(recognition.recognize(key.reveal())).isEqualTo(bearer);
    }

    @Test
    void a_key_in_another_case_is_another_key() {
        assertThat(recognition.recognize(key.reveal().toUpperCase(Locale.ROOT))).isEqualTo(NOT_VALID);
        assertThat(recognition.recognize(key.reveal().toLowerCase(Locale.ROOT))).isEqualTo(NOT_VALID);
        assertThat(recognition.recognize(KeyText.PREFIX
                        + key.id().toUpperCase(Locale.ROOT)
                        + key.reveal().substring(KeyText.PREFIX.length() + 16)))
                .isEqualTo(NOT_VALID);
    }

    @Test
    void what_is_almost_a_key_is_none() {
        String whole = key.reveal();
        for (String other : List.of(
                whole.substring(1),
                whole.substring(0, whole.length() - 1),
                whole + "A",
                whole + " ",
                "wbk_",
                "wbk__",
                KeyText.PREFIX + key.id() + "_" + "A".repeat(43),
                KeyText.fresh(new SecureRandom()).reveal())) {
            assertThat(recognition.recognize(other)).as(other).isEqualTo(NOT_VALID);
        }
    }

    @Test
    void a_key_that_was_made_a_moment_ago_is_known() {
        assertThat(recognition.recognize(key.reveal())).isEqualTo(bearer);
        KeyText young = KeyText.fresh(new SecureRandom());
        keep(young, null);
        pass(Duration.ofMillis(250));

        assertThat(recognition.recognize(young.reveal())).isInstanceOf(Recognized.As.class);
    }

    @Test
    void a_key_that_was_revoked_is_out_within_two_seconds() {
        assertThat(recognition.recognize(key.reveal())).isEqualTo(bearer);
        shelf.revoke(key.id(), NOW);
        pass(Duration.ofSeconds(2));

        assertThat(recognition.recognize(key.reveal())).isEqualTo(NOT_VALID);
    }

    @Test
    void a_key_is_out_from_the_moment_it_expires() {
        KeyText brief = KeyText.fresh(new SecureRandom());
        keep(brief, NOW.plusSeconds(1));
        pass(Duration.ofSeconds(1).minusNanos(1));
        assertThat(recognition.recognize(brief.reveal())).isInstanceOf(Recognized.As.class);

        pass(Duration.ofNanos(1));
        assertThat(recognition.recognize(brief.reveal())).isEqualTo(new Recognized.Refused("The API key has expired."));
    }

    @Test
    void whoever_makes_up_keys_cannot_make_us_read_more_than_four_times_a_second() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            assertThat(recognition.recognize(KeyText.fresh(random).reveal())).isEqualTo(NOT_VALID);
            pass(Duration.ofMillis(1));
        }

        assertThat(shelf.read.get()).isBetween(2, 4);
    }

    @Test
    void a_key_is_believed_without_looking_for_two_seconds() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(recognition.recognize(key.reveal())).isEqualTo(bearer);
            pass(Duration.ofMillis(1));
        }

        assertThat(shelf.read).hasValue(1);
    }

    @Test
    void nothing_is_believed_that_is_five_seconds_old_even_if_the_database_is_away() {
        assertThat(recognition.recognize(key.reveal())).isEqualTo(bearer);
        shelf.away = true;
        pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(recognition.recognize(key.reveal())).isEqualTo(bearer);

        pass(Duration.ofNanos(1));
        int before = shelf.read.get();
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(StoreFault.class).isThrownBy(() -> recognition.recognize(key.reveal()));
        }
        assertThat(shelf.read.get() - before).isLessThanOrEqualTo(1);
        shelf.away = false;
        pass(Duration.ofSeconds(1));
        assertThat(recognition.recognize(key.reveal())).isEqualTo(bearer);
    }

    @Test
    void no_text_of_a_key_shows_its_secret() {
        assertThat(key.toString()).isEqualTo("wbk_" + key.id() + "_(secret)");
        assertThat(shelf.keys.toString()).doesNotContain(key.reveal().substring(21));
    }
}
