package waybill.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.engine.http.access.Scope;
import waybill.server.settings.Settings;

/** An issuer of tokens on this machine that publishes its keys over HTTP, as a shop's login does. */
final class LocalIssuer implements AutoCloseable {
    static final String NAME = "https://login.example";
    static final String AUDIENCE = "waybill";
    static final String ALL_SCOPES = Stream.of(Scope.values()).map(Scope::label).collect(Collectors.joining(" "));
    static final RSAKey RSA = rsa("rsa-1");
    static final ECKey EC = ec("ec-1");

    final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile JWKSet published = new JWKSet(List.of(RSA, EC));

    LocalIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        server.createContext("/keys", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body = published.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** From now on these are its keys. */
    void publish(JWK... keys) {
        published = new JWKSet(List.of(keys));
    }

    /** From now on it answers with this status. */
    void answersWith(int other) {
        status = other;
    }

    /** The settings of a shop that trusts this issuer, and API keys. */
    Settings trusted(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "WAYBILL_ACCESS_API_KEYS",
                "true",
                "WAYBILL_ACCESS_JWT_ISSUER",
                NAME,
                "WAYBILL_ACCESS_JWT_AUDIENCE",
                AUDIENCE,
                "WAYBILL_ACCESS_JWT_JWKS_URL",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/keys"));
        variables.putAll(more);
        return Settings.read(null, variables);
    }

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What an ordinary token says: everything is allowed, for ten minutes. */
    static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("ada")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("scope", ALL_SCOPES);
    }

    static String token(JWTClaimsSet.Builder claims) {
        return token(RSA, claims);
    }

    static String token(JWK key, JWTClaimsSet.Builder claims) {
        try {
            JWSAlgorithm algorithm = key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims.build());
            token.sign(key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey()));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The token of a customer who may do whatever customers may. */
    static String customer(String customer) {
        return token(claims().subject("login-of-" + customer).claim("customer_id", customer));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
