package waybill.engine.core.tracing;

import org.jspecify.annotations.Nullable;

/** A piece of work while it is recorded, by any thread. What is personal is never said of it, and no token. */
public interface Span {
    /** Work that nobody records. */
    Span NONE = new Span() {
        @Override
        public @Nullable String traceparentOr(@Nullable String cause) {
            return cause;
        }

        @Override
        public boolean isRecorded() {
            return false;
        }

        @Override
        public Span with(String attribute, String value) {
            return this;
        }

        @Override
        public Span with(String attribute, long value) {
            return this;
        }

        @Override
        public Span failed() {
            return this;
        }

        @Override
        public void end() {
            // nobody has noted when it began
        }
    };

    /** What everything carries that this work causes: its own traceparent, or its cause's if it is not recorded. */
    @Nullable
    String traceparentOr(@Nullable String cause);

    /** Whether anybody will see it. */
    boolean isRecorded();

    /** Says something of it. */
    Span with(String attribute, String value);

    /** Says something of it. */
    Span with(String attribute, long value);

    /** It did not do what it was meant to, and we or the world are to blame. */
    Span failed();

    /** It is done. */
    void end();
}
