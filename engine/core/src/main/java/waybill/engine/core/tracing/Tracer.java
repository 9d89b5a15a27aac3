package waybill.engine.core.tracing;

import org.jspecify.annotations.Nullable;

/** Where one service's work is recorded. Nothing here blocks, and nothing fails the work. */
public interface Tracer {
    /** Records nothing. */
    Tracer NONE = new Tracer() {
        @Override
        public boolean begins() {
            return false;
        }

        @Override
        public Span begin(Kind kind, String name, @Nullable String cause) {
            return Span.NONE;
        }
    };

    /** Which side of a request or a message it is. */
    enum Kind {
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    /** Whether a trace that begins now is one of those to be recorded. */
    boolean begins();

    /**
     * Begins to record a piece of work.
     *
     * @param name one of few, such as a route; never an id
     * @param cause the traceparent of what caused it; null if a trace begins with it
     */
    Span begin(Kind kind, String name, @Nullable String cause);

    /** Begins to record a piece of work if its cause is recorded; else it costs nothing. */
    default Span follow(Kind kind, String name, @Nullable String cause) {
        return Traceparent.isSampled(cause) ? begin(kind, name, cause) : Span.NONE;
    }
}
