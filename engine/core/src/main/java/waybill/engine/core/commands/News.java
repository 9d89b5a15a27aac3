package waybill.engine.core.commands;

import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Origin;
import waybill.engine.core.tracing.Span;

/**
 * An announcement of another service, translated.
 *
 * @param position its place in the source's shard; news of a shard come in order, without gaps
 * @param subject what it is about; parked news block their subject and nothing else
 * @param directed what it asks of us; null if it does not concern us and only moves the checkpoint
 * @param failure why it could not even be read; null if it could
 * @param span ends when they are settled
 */
public record News<C>(
        String source,
        int shard,
        long position,
        String subject,
        String type,
        Origin origin,
        @Nullable Directed<C> directed,
        @Nullable String failure,
        Span span) {
    /** News whose settling nobody records. */
    public News(
            String source,
            int shard,
            long position,
            String subject,
            String type,
            Origin origin,
            @Nullable Directed<C> directed,
            @Nullable String failure) {
        this(source, shard, position, subject, type, origin, directed, failure, Span.NONE);
    }

    Runnable settled(Runnable counted) {
        if (!span.isRecorded()) {
            return counted;
        }
        return () -> {
            span.end();
            counted.run();
        };
    }

    boolean concernsUs() {
        return directed != null || failure != null;
    }

    /** Whether nobody waits for them; what does not concern us has time. */
    boolean hasTime() {
        return failure == null && (directed == null || directed.hasTime());
    }

    Place place() {
        return new Place(source, shard);
    }
}
