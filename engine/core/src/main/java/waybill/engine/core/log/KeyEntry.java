package waybill.engine.core.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an idempotency key did; committed with the effect.
 *
 * @param fingerprint digest of the request; another one under the same key is a mistake of the caller
 * @param stream the stream the request wrote or asked about, empty if none
 * @param answer the answer to repeat; absent where it is derived from the stream's history
 */
public record KeyEntry(
        KeyId id,
        String fingerprint,
        String stream,
        @Nullable StoredAnswer answer,
        Instant at) {}
