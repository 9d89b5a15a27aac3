package waybill.engine.core.changes;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;
import waybill.engine.core.tracing.Traceparent;

/** Says in a line of the log which order it is about, and in which trace that was found. */
public final class About {
    private static final String ORDERS = "ord_";

    private About() {}

    /** About this order, in this trace if there is one. */
    public static LoggingEventBuilder order(LoggingEventBuilder line, String order, @Nullable String traceparent) {
        return trace(line, traceparent).addKeyValue("order_id", order);
    }

    /** About whatever this is: news of stock are about a product, and its id is no order's. */
    public static LoggingEventBuilder subject(LoggingEventBuilder line, String subject, @Nullable String traceparent) {
        return subject.startsWith(ORDERS) ? order(line, subject, traceparent) : trace(line, traceparent);
    }

    private static LoggingEventBuilder trace(LoggingEventBuilder line, @Nullable String traceparent) {
        return traceparent == null ? line : line.addKeyValue("trace_id", Traceparent.traceId(traceparent));
    }
}
