package waybill.engine.core.commands;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.StoredAnswer;

/**
 * The idempotency key of a request.
 *
 * @param fingerprint digest of the request
 * @param answer the answer to keep with the key; null where the answer follows from the stream's history
 */
public record Keyed<S, R>(KeyId id, String fingerprint, Function<Outcome<S, R>, @Nullable StoredAnswer> answer) {
    /** The first request of the key is still being worked on; nothing was done for this one. */
    public static final class InUse extends RuntimeException {
        /** How long a repeat waits for the first request of its key (API.md §1). */
        static final long SECONDS_MAX = 2;

        InUse() {
            super("the first request of the key is still being worked on");
        }
    }
}
