package waybill.engine.core.feeds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Meta;

/**
 * One place of a source's feed.
 *
 * @param position its place in the shard, dense: a feed has an envelope for every position
 * @param version the version of the stream it came from
 * @param subject what it is about: an order id or a product id
 * @param announcement what is said to the outside; null for events that are nobody else's business
 * @param failure why the announcement cannot be read; null if it can
 * @param <A> announcements
 */
public record Envelope<A>(
        String source,
        int shard,
        long position,
        long version,
        String subject,
        String type,
        Instant time,
        Meta meta,
        @Nullable A announcement,
        @Nullable String failure) {}
