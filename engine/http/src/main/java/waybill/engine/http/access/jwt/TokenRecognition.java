package waybill.engine.http.access.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.access.KeyText;
import waybill.engine.core.access.Sha256;
import waybill.engine.http.Problem;
import waybill.engine.http.access.Recognition;
import waybill.engine.http.access.Recognized;

/** Knows callers by signed JWTs. One that was found valid is not checked again for a minute, or until it expires. */
public final class TokenRecognition implements Recognition {
    private static final int LENGTH_MAX = 8_192;

    /** A key that the issuer withdraws is out after this time, beside that for which its keys are kept. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private static final int RETRY_AFTER_SECONDS = 5;

    private final TokenRules rules;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();
    private final RecentTokens recent = new RecentTokens();

    /**
     * Callers with tokens that follow these rules.
     *
     * @param keys the issuer's
     * @param clock real time
     */
    public TokenRecognition(TokenRules rules, JWKSource<SecurityContext> keys, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        signatures.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(
                rules.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet()), keys));
        // What a token claims is judged here, by our clock.
        signatures.setJWTClaimsSetVerifier((_, _) -> {});
    }

    @Override
    public boolean concerns(String credentials) {
        return !credentials.startsWith(KeyText.PREFIX);
    }

    @Override
    public Recognized recognize(String credentials) {
        if (credentials.length() > LENGTH_MAX) {
            return new Recognized.Refused("The token is longer than 8192 characters.");
        }
        Instant now = clock.instant();
        String digest = Sha256.hex(credentials);
        Recognized.@Nullable As before = recent.find(digest, now);
        return before != null ? before : judged(credentials, digest, now);
    }

    private Recognized judged(String token, String digest, Instant now) {
        JWTClaimsSet said;
        try {
            said = signatures.process(SignedJWT.parse(token), null);
        } catch (ParseException notOne) {
            return new Recognized.Refused("The token is not a signed JWT.");
        } catch (KeySourceException away) {
            throw Problem.of("overloaded", "Tokens cannot be checked right now; repeat the request.")
                    .retryAfter(RETRY_AFTER_SECONDS)
                    .asException();
        } catch (BadJOSEException | JOSEException unproven) {
            return new Recognized.Refused("The token is not signed by the issuer in a way that is accepted here.");
        }
        Claims claims = new Claims(said, rules);
        String fault = claims.fault(now);
        if (fault != null) {
            return new Recognized.Refused(fault);
        }
        Recognized.As caller = new Recognized.As(claims.caller());
        Instant believed = now.plus(BELIEVED);
        recent.keep(digest, caller, claims.goodUntil().isBefore(believed) ? claims.goodUntil() : believed, now);
        return caller;
    }
}
