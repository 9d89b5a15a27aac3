package waybill.engine.core.tracing;

/** Records what caused what, for a part of all traces, and sends it to where people look at it. */
public interface Tracing extends AutoCloseable {
    /** Records nothing. */
    Tracing NONE = new Tracing() {
        @Override
        public Tracer of(String service) {
            return Tracer.NONE;
        }

        @Override
        public void close() {
            // there is nothing to be sent
        }
    };

    /** Whatever this service does is recorded here. */
    Tracer of(String service);

    /** Sends what was recorded, for a moment; then it is lost. */
    @Override
    void close();
}
