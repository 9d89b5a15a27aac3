package waybill.engine.http.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The issuer's keys as time goes by: they change, the issuer is away, and somebody makes up names of keys. */
class RemoteKeysTest {
    private static final RSAKey OLD = Issuer.RSA;
    private static final RSAKey NEW = Issuer.rsa("rsa-2", 2048);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String published = Issuer.published(OLD);
    private volatile boolean away;

    private final RemoteKeys keys = new RemoteKeys(this::fetch, RemoteKeys.Times.usual(), nanos::get);

    private String fetch() throws IOException {
        asked.incrementAndGet();
        if (away) {
            throw new IOException("connection refused");
        }
        return published;
    }

    private List<JWK> find(String id) throws KeySourceException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
        return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void they_are_fetched_once_and_again_when_they_are_old() throws Exception {
        assertThat(asked).hasValue(0);
        assertThat(find("rsa-1")).hasSize(1);
        pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(find("rsa-1")).hasSize(1);
        assertThat(asked).hasValue(1);

        pass(Duration.ofNanos(1));
        assertThat(find("rsa-1")).hasSize(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_new_key_is_found_at_once_and_the_withdrawn_one_is_gone() throws Exception {
        assertThat(find("rsa-1")).hasSize(1);
        pass(Duration.ofSeconds(10));
        published = Issuer.published(NEW);

        assertThat(find("rsa-2")).hasSize(1);
        assertThat(find("rsa-1")).isEmpty();
    }

    @Test
    void whoever_makes_up_names_of_keys_cannot_make_us_ask_more_often_than_every_ten_seconds() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            assertThat(find("made-up-" + i)).isEmpty();
        }
        assertThat(asked).hasValue(1);

        pass(Duration.ofSeconds(10));
        for (int i = 0; i < 1_000; i++) {
            assertThat(find("made-up-" + i)).isEmpty();
            assertThat(find("rsa-1")).hasSize(1);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void while_the_issuer_is_away_its_keys_stay_good_for_an_hour() throws Exception {
        assertThat(find("rsa-1")).hasSize(1);
        away = true;
        pass(Duration.ofMinutes(59));
        assertThat(find("rsa-1")).hasSize(1);
        assertThat(find("rsa-2")).isEmpty();

        pass(Duration.ofMinutes(1));
        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find("rsa-1"));
        away = false;
        pass(Duration.ofSeconds(10));
        assertThat(find("rsa-1")).hasSize(1);
    }

    @Test
    void an_issuer_that_was_never_there_is_asked_every_ten_seconds() throws Exception {
        away = true;
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find("rsa-1"));
        }
        assertThat(asked).hasValue(1);

        away = false;
        pass(Duration.ofSeconds(10));
        assertThat(find("rsa-1")).hasSize(1);
    }

    @Test
    void nonsense_from_the_issuer_does_not_replace_its_keys() throws Exception {
        assertThat(find("rsa-1")).hasSize(1);
        for (String nonsense : List.of("<html>", "{\"keys\":[]}", "{}", "")) {
            published = nonsense;
            pass(Duration.ofMinutes(5));
            assertThat(find("rsa-1")).as(nonsense).hasSize(1);
        }
        assertThat(asked).hasValue(5);
    }

    @Test
    void nobody_waits_for_newer_keys_who_has_a_good_one() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicInteger fetched = new AtomicInteger();
        RemoteKeys slow = new RemoteKeys(
                () -> {
                    if (fetched.incrementAndGet() > 1) {
                        inside.countDown();
                        await(leave);
                    }
                    return published;
                },
                RemoteKeys.Times.usual(),
                nanos::get);
        JWKSelector known =
                new JWKSelector(new JWKMatcher.Builder().keyID("rsa-1").build());
        assertThat(slow.get(known, null)).hasSize(1);
        pass(Duration.ofMinutes(6));
        Thread renewing = Thread.startVirtualThread(() -> {
            try {
                slow.get(known, null);
            } catch (KeySourceException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        await(inside);

        assertThat(slow.get(known, null)).hasSize(1);
        leave.countDown();
        renewing.join();
        assertThat(fetched).hasValue(2);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
