package waybill.engine.core.tracing;

import org.jspecify.annotations.Nullable;

/** The trace that what this thread measures now is an example of: histograms keep it beside their buckets. */
public final class Exemplar {
    private static final ThreadLocal<String> NOW = new ThreadLocal<>();

    private Exemplar() {}

    /** Measures, as an example of this trace if it is recorded. */
    public static void of(@Nullable String traceparent, Runnable measuring) {
        if (!Traceparent.isSampled(traceparent)) {
            measuring.run();
            return;
        }
        NOW.set(traceparent);
        try {
            measuring.run();
        } finally {
            NOW.remove();
        }
    }

    /** The traceparent of it; null if there is none. */
    public static @Nullable String now() {
        return NOW.get();
    }
}
