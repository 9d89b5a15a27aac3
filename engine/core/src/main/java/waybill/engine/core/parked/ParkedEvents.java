package waybill.engine.core.parked;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Origin;

/** The parked announcements of one service, as its operators see them. */
public interface ParkedEvents {
    /** The service that could not apply them. */
    String service();

    /** Those after a number, earliest first; only of one subject, if it is not null. */
    List<Parked> list(@Nullable String subject, long after, int limit);

    /** Reads the announcement again and applies it, if it is the earliest of its subject. */
    CompletableFuture<Settled> retry(NewsPlace place, Wish wish);

    /** Lets go of the announcement for ever, if it is the earliest of its subject. */
    CompletableFuture<Settled> discard(NewsPlace place, Wish wish);

    /** Who wants it, why, and under which key. */
    record Wish(String reason, Origin origin, Settlement.Kept kept) {}
}
