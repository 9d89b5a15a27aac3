package waybill.engine.http.access.jwt;

import java.util.List;
import java.util.Set;

/**
 * Which tokens are accepted.
 *
 * @param issuer what {@code iss} must be, to the letter
 * @param audience what must be in {@code aud}
 * @param algorithms how they may be signed, by their names in RFC 7518; some of {@link #ALGORITHMS}
 * @param customerClaim the claim that names the only customer whose orders the bearer may see
 */
public record TokenRules(String issuer, String audience, Set<String> algorithms, String customerClaim) {
    /** All that can be allowed: signatures with a key pair. A shared secret, or no signature, is never enough. */
    public static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    public TokenRules {
        algorithms = Set.copyOf(algorithms);
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("not algorithms with a key pair: " + algorithms);
        }
    }
}
