package waybill.engine.core.log;

import org.jspecify.annotations.Nullable;
import waybill.kernel.EventId;

/**
 * What is known about an event beside what happened.
 *
 * @param correlationId the same for all that one request set in motion
 * @param causationId the event or request that led to this event
 * @param actor who asked: a caller, an operator, or a service
 * @param traceparent W3C trace context of the request, if any
 */
public record Meta(
        EventId id,
        String correlationId,
        @Nullable String causationId,
        String actor,
        @Nullable String traceparent) {}
