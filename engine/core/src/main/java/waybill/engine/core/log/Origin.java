package waybill.engine.core.log;

import org.jspecify.annotations.Nullable;
import waybill.kernel.EventId;

/** Where a command comes from; every event it leads to carries this in its {@link Meta}. */
public record Origin(
        String correlationId,
        @Nullable String causationId,
        String actor,
        @Nullable String traceparent) {

    /** The meta of one event of this origin. */
    public Meta meta(EventId id) {
        return new Meta(id, correlationId, causationId, actor, traceparent);
    }
}
