package waybill.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.KeyText;
import waybill.server.RunningShop;
import waybill.testkit.http.ApiClient.Reply;

/** What is answered while the issuer of tokens cannot be asked for its keys. */
class IssuerAwayTest {
    private final LocalIssuer issuer = new LocalIssuer();
    private final RunningShop shop = new RunningShop(issuer.trusted(Map.of()));

    @AfterEach
    void close() {
        shop.close();
        issuer.close();
    }

    private Reply show(String credentials) {
        return shop.get("/orders", "Authorization", "Bearer " + credentials);
    }

    private String key() {
        KeyText text = KeyText.fresh(new SecureRandom());
        shop.apiKeys()
                .add(new ApiKey(text.id(), "till", Set.of("orders:read"), text.digest(), Instant.now(), null, null));
        return text.reveal();
    }

    @Test
    void keys_of_the_issuer_come_and_go_and_its_absence_is_borne() {
        assertThat(show(LocalIssuer.token(LocalIssuer.claims())).status()).isEqualTo(200);
        assertThat(issuer.asked).hasValue(1);
        RSAKey young = LocalIssuer.rsa("rsa-2");
        issuer.publish(young);
        issuer.answersWith(503);
        for (int i = 0; i < 50; i++) {
            assertThat(show(LocalIssuer.token(young, LocalIssuer.claims())).status())
                    .isEqualTo(401);
        }

        assertThat(issuer.asked).as("within ten seconds").hasValue(1);
        assertThat(show(LocalIssuer.token(LocalIssuer.claims().subject("bob"))).status())
                .isEqualTo(200);
    }

    @Test
    void as_long_as_the_issuer_was_never_there_tokens_cannot_be_judged_and_keys_can() {
        issuer.answersWith(500);

        Reply reply = show(LocalIssuer.token(LocalIssuer.claims()));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(show(key()).status()).isEqualTo(200);
    }
}
