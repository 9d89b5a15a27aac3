package waybill.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * Knows the failures of the world that a handler may throw, and what to tell the client: 503, or 409, and when again.
 */
@FunctionalInterface
public interface Faults {
    /** Knows none: every exception is a defect. */
    Faults NONE = fault -> null;

    /** What to answer; null if this is no fault of the world but a defect of ours. */
    @Nullable
    Problem problemOf(Exception fault);
}
