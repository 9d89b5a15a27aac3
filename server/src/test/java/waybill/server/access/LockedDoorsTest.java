package waybill.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.KeyText;
import waybill.server.Listening;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** What is answered to credentials of every kind, over the wire, by a shop that trusts an issuer on this machine. */
class LockedDoorsTest {
    private static final String HOW = "Bearer realm=\"waybill\"";

    private static final LocalIssuer ISSUER = new LocalIssuer();
    private static final RunningShop SHOP = new RunningShop(ISSUER.trusted(Map.of()));

    @AfterAll
    static void close() {
        SHOP.close();
        ISSUER.close();
    }

    private Reply ask(String... authorization) {
        return SHOP.get("/orders", authorization);
    }

    private Reply show(String credentials) {
        return ask("Authorization", "Bearer " + credentials);
    }

    private void expectRefused(Reply reply, String why) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .isEqualTo(HOW + ", error=\"invalid_token\", error_description=\"" + why + "\"");
        assertThat(reply.json().get("code").asText()).isEqualTo("UNAUTHENTICATED");
        assertThat(reply.json().get("error").asText()).isEqualTo(why);
    }

    private KeyText key(String scope, @Nullable Instant expiresAt) {
        KeyText text = KeyText.fresh(new SecureRandom());
        SHOP.apiKeys()
                .add(new ApiKey(text.id(), "partner", Set.of(scope), text.digest(), Instant.now(), expiresAt, null));
        return text;
    }

    @Test
    void tokens_are_judged_by_all_they_say() throws Exception {
        assertThat(show(LocalIssuer.token(LocalIssuer.claims())).status()).isEqualTo(200);
        assertThat(show(LocalIssuer.token(LocalIssuer.EC, LocalIssuer.claims())).status())
                .isEqualTo(200);
        String unsigned = "The token is not signed by the issuer in a way that is accepted here.";
        expectRefused(show(LocalIssuer.token(LocalIssuer.rsa("rsa-1"), LocalIssuer.claims())), unsigned);
        expectRefused(show(new PlainJWT(LocalIssuer.claims().build()).serialize()), "The token is not a signed JWT.");
        SignedJWT forged = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), LocalIssuer.claims().build());
        forged.sign(new MACSigner(LocalIssuer.RSA.toRSAPublicKey().getEncoded()));
        expectRefused(show(forged.serialize()), unsigned);
        expectRefused(
                show(LocalIssuer.token(LocalIssuer.claims()
                        .expirationTime(Date.from(Instant.now().minusSeconds(61))))),
                "The token has expired.");
        expectRefused(
                show(LocalIssuer.token(LocalIssuer.claims()
                        .notBeforeTime(Date.from(Instant.now().plusSeconds(90))))),
                "The token is not valid yet.");
        expectRefused(
                show(LocalIssuer.token(LocalIssuer.claims().issuer("https://evil.example"))),
                "The token is from another issuer.");
        expectRefused(
                show(LocalIssuer.token(LocalIssuer.claims().audience("shop"))), "The token is for another audience.");
    }

    @Test
    void without_credentials_the_answer_says_how_to_show_some() {
        for (Reply reply : List.of(
                ask(),
                ask("Authorization", "Basic YTpi"),
                ask("Authorization", "Bearer"),
                ask("Authorization", "Bearer "),
                ask("Authorization", "Bearer\tx"),
                ask("X-Api-Key", "x"))) {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo(HOW);
        }
    }

    @Test
    void the_scheme_is_bearer_in_any_case_and_once() {
        String token = LocalIssuer.token(LocalIssuer.claims());
        for (String scheme : List.of("Bearer", "bearer", "BEARER")) {
            assertThat(ask("Authorization", scheme + " " + token).status()).isEqualTo(200);
        }
        assertThat(SHOP.bare("GET", "/orders", "Authorization", "Bearer " + token, "Authorization", "Bearer x")
                        .statusCode())
                .isEqualTo(401);
        assertThat(SHOP.bare("GET", "/orders?access_token=" + token).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_token_that_fills_the_headers_is_refused_before_it_is_read() {
        expectRefused(show("e".repeat(8_193)), "The token is longer than 8192 characters.");
        assertThat(SHOP.bare("GET", "/orders", "Authorization", "Bearer " + "e".repeat(17_000))
                        .statusCode())
                .isEqualTo(431);
    }

    @Test
    void a_key_opens_what_it_was_made_for_until_it_is_revoked() {
        KeyText key = key("orders:read", null);
        Eventually.holds(() -> assertThat(show(key.reveal()).status()).isEqualTo(200));
        Reply lacking = SHOP.get("/sagas", "Authorization", "Bearer " + key.reveal());
        assertThat(lacking.status()).isEqualTo(403);
        assertThat(lacking.header("WWW-Authenticate"))
                .isEqualTo(HOW + ", error=\"insufficient_scope\", scope=\"ops:read\"");
        assertThat(lacking.json().get("requiredScope").asText()).isEqualTo("ops:read");

        SHOP.apiKeys().revoke(key.id(), Instant.now());
        Eventually.holds(() -> expectRefused(show(key.reveal()), "The API key is not valid."));
        KeyText expired = key("orders:read", Instant.now());
        Eventually.holds(() -> expectRefused(show(expired.reveal()), "The API key has expired."));
        expectRefused(show(KeyText.fresh(new SecureRandom()).reveal()), "The API key is not valid.");
    }

    @ParameterizedTest
    @CsvSource({
        "orders:read,    200, 403, 403",
        "inventory:read, 403, 200, 403",
        "payments:read,  403, 403, 200",
        "ops:read,       403, 403, 403"
    })
    void a_feed_is_for_those_who_may_read_what_its_service_knows(
            String scope, int orders, int inventory, int payments) {
        String[] bearer = {
            "Authorization", "Bearer " + LocalIssuer.token(LocalIssuer.claims().claim("scope", scope))
        };

        assertThat(SHOP.get("/events", bearer).status()).isEqualTo(orders);
        assertThat(SHOP.get("/events?service=order", bearer).status()).isEqualTo(orders);
        assertThat(SHOP.get("/events?service=inventory", bearer).status()).isEqualTo(inventory);
        assertThat(SHOP.get("/events?service=payment", bearer).status()).isEqualTo(payments);
        assertThat(SHOP.bare("GET", "/events?service=else", bearer).statusCode())
                .isEqualTo(orders == 200 ? 400 : 403);
    }

    @Test
    void a_live_stream_ends_when_the_key_that_opened_it_is_revoked() {
        KeyText key = key("payments:read", null);
        String[] bearer = {"Authorization", "Bearer " + key.reveal()};
        Eventually.holds(() -> assertThat(SHOP.get("/payments?orderId=" + SHOP.newOrderId(), bearer)
                        .status())
                .isEqualTo(200));
        String all = LocalIssuer.token(LocalIssuer.claims());
        try (Listening listening = SHOP.listen("/events?service=payment", bearer)) {
            authorize(all);
            assertThat(listening.next().type()).isEqualTo("payment.authorized.v1");
            SHOP.apiKeys().revoke(key.id(), Instant.now());
            Eventually.holds(() -> expectRefused(show(key.reveal()), "The API key is not valid."));
            authorize(all);

            assertThatThrownBy(listening::next).hasMessage("the stream has ended");
        }
    }

    private static void authorize(String token) {
        SHOP.post(
                "/payments/authorize",
                "{\"orderId\":\"%s\",\"amount\":\"1.00\",\"currency\":\"EUR\",\"token\":\"tok_ok\"}"
                        .formatted(SHOP.newOrderId()),
                "Authorization",
                "Bearer " + token);
    }

    @Test
    void nothing_of_what_was_shown_comes_back() {
        String token =
                LocalIssuer.token(LocalIssuer.rsa("rsa-1"), LocalIssuer.claims().subject("very-secret-subject"));
        String key = KeyText.fresh(new SecureRandom()).reveal();
        for (String credentials : List.of(token, key, "not-a-token-very-secret")) {
            Reply reply = show(credentials);
            assertThat(reply.headers() + reply.body())
                    .doesNotContain(credentials)
                    .doesNotContain("very-secret")
                    .doesNotContain(credentials.substring(credentials.length() / 2));
        }
    }
}
