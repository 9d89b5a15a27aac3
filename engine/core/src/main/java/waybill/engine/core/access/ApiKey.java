package waybill.engine.core.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an API key: all but its secret.
 *
 * @param id its public part, which names its bearer in events
 * @param name what its owner calls it
 * @param scopes what it may do, by name
 * @param digest SHA-256 of the secret, in 64 hexadecimal digits
 * @param expiresAt from then on it is not valid; null if it does not expire
 * @param revokedAt from then on it is not valid; null if it is not revoked
 */
public record ApiKey(
        String id,
        String name,
        Set<String> scopes,
        String digest,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
