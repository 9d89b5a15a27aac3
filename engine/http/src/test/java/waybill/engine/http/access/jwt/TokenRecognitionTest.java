package waybill.engine.http.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.http.access.Caller;
import waybill.engine.http.access.Recognized;
import waybill.engine.http.access.Scope;

/** Which tokens are believed, and what they make of their bearers. */
class TokenRecognitionTest {
    private static final TokenRules RULES =
            new TokenRules(Issuer.NAME, Issuer.AUDIENCE, Set.of("RS256", "ES256", "PS256"), "customer_id");
    private static final String NOT_SIGNED = "The token is not signed by the issuer in a way that is accepted here.";

    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Issuer.NOW;

    private final TokenRecognition recognition = recognition(Issuer.published(Issuer.RSA, Issuer.EC));

    private TokenRecognition recognition(String published) {
        try {
            IssuerKeys keys = IssuerKeys.parse(published);
            return new TokenRecognition(
                    RULES,
                    (wanted, _) -> {
                        asked.incrementAndGet();
                        return keys.matching(wanted);
                    },
                    () -> now);
        } catch (IssuerKeys.Unusable useless) {
            throw new AssertionError(useless);
        }
    }

    @Test
    void a_good_token_names_its_bearer_and_what_waybill_lets_them_do() {
        assertThat(recognition.recognize(Issuer.signed(Issuer.claims().build())))
                .isEqualTo(as("subject:ada", EnumSet.of(Scope.ORDERS_READ, Scope.ORDERS_WRITE), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256"})
    void it_may_be_signed_in_each_way_that_is_allowed(String algorithm) {
        var key = algorithm.equals("ES256") ? Issuer.EC : Issuer.RSA;

        assertThat(recognition.recognize(Issuer.signed(JWSAlgorithm.parse(algorithm), key, ordinary())))
                .isInstanceOf(Recognized.As.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS512"})
    void and_in_no_other(String algorithm) {
        assertThat(recognition.recognize(Issuer.signed(JWSAlgorithm.parse(algorithm), Issuer.RSA, ordinary())))
                .isEqualTo(refused(NOT_SIGNED));
    }

    @Test
    void nobody_is_believed_without_a_signature() {
        assertThat(recognition.recognize(new PlainJWT(ordinary()).serialize()))
                .isEqualTo(refused("The token is not a signed JWT."));
        String signed = Issuer.signed(ordinary());
        assertThat(recognition.recognize(signed.substring(0, signed.lastIndexOf('.') + 1)))
                .isInstanceOf(Recognized.Refused.class);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(recognition.recognize(none + signed.substring(signed.indexOf('.'))))
                .isInstanceOf(Recognized.Refused.class);
    }

    @Test
    void the_public_key_is_not_a_secret_to_sign_with() throws Exception {
        byte[] publicKey = Issuer.RSA.toRSAPublicKey().getEncoded();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), ordinary());
        forged.sign(new MACSigner(publicKey));

        assertThat(recognition.recognize(forged.serialize())).isEqualTo(refused(NOT_SIGNED));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TokenRules(Issuer.NAME, Issuer.AUDIENCE, Set.of("RS256", "HS256"), "customer_id"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenRules(Issuer.NAME, Issuer.AUDIENCE, Set.of("none"), "customer_id"));
    }

    @Test
    void a_key_of_somebody_else_with_the_same_name_signs_nothing() {
        assertThat(recognition.recognize(Issuer.signed(JWSAlgorithm.RS256, Issuer.rsa("rsa-1", 2048), ordinary())))
                .isEqualTo(refused(NOT_SIGNED));
    }

    @Test
    void the_key_that_a_token_brings_along_is_not_used() {
        var own = Issuer.rsa("own", 2048);
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").jwk(own.toPublicJWK());

        assertThat(recognition.recognize(Issuer.signed(header, own, ordinary())))
                .isEqualTo(refused(NOT_SIGNED));
    }

    @Test
    void a_byte_that_was_changed_is_found_wherever_it_is() {
        // All but the last: some of its bits mean nothing.
        String token = Issuer.signed(ordinary());
        for (int at = 0; at < token.length() - 1; at += 7) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(recognition.recognize(changed)).as("changed at %d", at).isInstanceOf(Recognized.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"JWT, true", "at+jwt, true", "AT+JWT, true", "dpop+jwt, false", "logout+jwt, false"})
    void only_access_tokens_are_access_tokens(String type, boolean believed) {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").type(new JOSEObjectType(type));

        assertThat(recognition.recognize(Issuer.signed(header, Issuer.RSA, ordinary())) instanceof Recognized.As)
                .isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            delimiter = '|',
            value = {
                "iss | https://login.example/   | The token is from another issuer.",
                "iss | absent                   | The token is from another issuer.",
                "aud | somebody-else            | The token is for another audience.",
                "aud | absent                   | The token is for another audience.",
                "sub | absent                   | The token has no sub of 1 to 255 visible ASCII characters.",
                "sub | ada lovelace             | The token has no sub of 1 to 255 visible ASCII characters.",
                "exp | absent                   | The token has no exp."
            })
    void a_claim_that_is_missing_or_wrong_is_said(String claim, String value, String why) {
        JWTClaimsSet claims = Issuer.claims().claim(claim, value).build();

        assertThat(recognition.recognize(Issuer.signed(claims))).isEqualTo(refused(why));
    }

    @Test
    void one_of_several_audiences_is_enough() {
        JWTClaimsSet claims =
                Issuer.claims().audience(List.of("shop", "waybill")).build();

        assertThat(recognition.recognize(Issuer.signed(claims))).isInstanceOf(Recognized.As.class);
    }

    @ParameterizedTest
    @CsvSource({
        "exp, -59, true",
        "exp, -60, false",
        "nbf, 60, true",
        "nbf, 61, false",
        "iat, 60, true",
        "iat, 61, false"
    })
    void clocks_may_differ_by_a_minute(String claim, long seconds, boolean believed) {
        JWTClaimsSet claims = Issuer.claims()
                .claim(claim, Date.from(Issuer.NOW.plusSeconds(seconds)))
                .build();

        assertThat(recognition.recognize(Issuer.signed(claims)) instanceof Recognized.As)
                .isEqualTo(believed);
    }

    @Test
    void a_token_that_was_good_is_not_checked_again_for_a_minute_and_is_out_when_it_expires() {
        String token = Issuer.signed(Issuer.claims()
                .expirationTime(Date.from(Issuer.NOW.plusSeconds(90)))
                .build());
        assertThat(recognition.recognize(token)).isInstanceOf(Recognized.As.class);
        now = Issuer.NOW.plusSeconds(59);
        assertThat(recognition.recognize(token)).isInstanceOf(Recognized.As.class);
        assertThat(asked).hasValue(1);

        now = Issuer.NOW.plusSeconds(149);
        assertThat(recognition.recognize(token)).isInstanceOf(Recognized.As.class);
        assertThat(asked).hasValue(2);
        now = Issuer.NOW.plusSeconds(150);
        assertThat(recognition.recognize(token)).isEqualTo(refused("The token has expired."));
    }

    /** Each way to say scopes, and what Waybill hears. */
    static List<Object[]> ways() {
        Set<Scope> both = EnumSet.of(Scope.ORDERS_READ, Scope.OPS_WRITE);
        Set<Scope> none = EnumSet.noneOf(Scope.class);
        return List.of(
                new Object[] {"scope", "orders:read ops:write", both},
                new Object[] {"scp", "orders:read ops:write", both},
                new Object[] {"scp", List.of("orders:read", "ops:write", "else"), both},
                new Object[] {"scope", "ORDERS:READ orders:readx orders:*", none},
                new Object[] {"scope", "", none},
                new Object[] {"scope", 7, none},
                new Object[] {"scp", Map.of("orders:read", true), none},
                new Object[] {"roles", "orders:read", none});
    }

    @ParameterizedTest
    @MethodSource("ways")
    void scopes_are_a_text_or_an_array(String claim, Object said, Set<Scope> heard) {
        JWTClaimsSet claims =
                Issuer.claims().claim("scope", null).claim(claim, said).build();

        assertThat(recognition.recognize(Issuer.signed(claims))).isEqualTo(as("subject:ada", heard, null));
    }

    @Test
    void a_customer_is_bound_to_what_is_theirs() {
        JWTClaimsSet claims = Issuer.claims().claim("customer_id", "cust123").build();

        assertThat(recognition.recognize(Issuer.signed(claims)))
                .isEqualTo(as("subject:ada", EnumSet.of(Scope.ORDERS_READ, Scope.ORDERS_WRITE), "cust123"));
    }

    /** What an issuer may write who has no customer to name. */
    static List<Object> nobodies() {
        return Arrays.asList("", " ", 7, true, List.of("a", "b"), Map.of(), "x".repeat(257));
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void an_unclear_customer_never_becomes_everybody(Object said) {
        JWTClaimsSet claims = Issuer.claims().claim("customer_id", said).build();

        assertThat(recognition.recognize(Issuer.signed(claims)))
                .isEqualTo(refused("The token does not say clearly which customer it is for."));
    }

    @Test
    void not_even_one_that_is_null() throws Exception {
        String members = Issuer.claims().build().toString();
        JWTClaimsSet said = JWTClaimsSet.parse(members.replaceFirst("\\{", "{\"customer_id\":null,"));

        assertThat(new Claims(said, RULES).fault(Issuer.NOW))
                .isEqualTo("The token does not say clearly which customer it is for.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9..", "🜂.🜂.🜂"})
    void what_is_no_token_is_refused(String nonsense) {
        assertThat(recognition.recognize(nonsense)).isInstanceOf(Recognized.Refused.class);
    }

    @Test
    void a_token_that_is_too_long_is_not_even_read() {
        assertThat(recognition.recognize("e".repeat(8_193)))
                .isEqualTo(refused("The token is longer than 8192 characters."));
    }

    @Test
    void weak_keys_and_shared_secrets_of_the_issuer_are_left_out() throws Exception {
        OctetSequenceKey secret =
                new OctetSequenceKey.Builder(new byte[32]).keyID("shared").build();
        var weak = Issuer.rsa("weak", 1024);
        String published = Issuer.published(secret, weak, Issuer.RSA);

        assertThat(IssuerKeys.parse(published).size()).isEqualTo(1);
    }

    private static JWTClaimsSet ordinary() {
        return Issuer.claims().build();
    }

    private static Recognized as(String name, Set<Scope> scopes, @Nullable String customer) {
        return new Recognized.As(new Caller(name, scopes, customer));
    }

    private static Recognized refused(String why) {
        return new Recognized.Refused(why);
    }
}
