package waybill.engine.core.parked;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.commands.News;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.StoredAnswer;

/**
 * What an operator wants done about a parked announcement.
 *
 * @param retried whether it is applied now; otherwise it is discarded
 * @param news the announcement, read again; null if it is discarded, or is not there any more
 * @param act what records this in the subject's own history, by subject; null where there is none
 * @param origin the operator
 */
public record Settlement<C>(
        NewsPlace place,
        boolean retried,
        @Nullable News<C> news,
        Function<String, @Nullable Directed<C>> act,
        Origin origin,
        Kept kept) {

    /** The idempotency key, and what to keep with it. */
    public record Kept(KeyId id, String fingerprint, Function<Settled, StoredAnswer> answer) {}
}
