package waybill.engine.core.changes;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.tracing.Traceparent;

/** Tells the log of every change of a status that this process commits, with the trace of the request behind it. */
public final class ChangeLog<E> {
    private final Logger logger;
    private final Function<E, @Nullable Change> changes;

    /**
     * The changes of one service.
     *
     * @param changes what an event changes; null if no status
     */
    public ChangeLog(Logger logger, Function<E, @Nullable Change> changes) {
        this.logger = logger;
        this.changes = changes;
    }

    /** Tells of these just committed events. */
    public void committed(List<Recorded<E>> events) {
        if (!logger.isErrorEnabled()) {
            return;
        }
        for (Recorded<E> recorded : events) {
            Change change = changes.apply(recorded.event());
            if (change != null && logger.isEnabledForLevel(change.level())) {
                tell(recorded, change);
            }
        }
    }

    private void tell(Recorded<E> recorded, Change change) {
        LoggingEventBuilder line = logger.atLevel(change.level());
        String traceparent = recorded.meta().traceparent();
        if (traceparent != null) {
            line = line.addKeyValue("trace_id", Traceparent.traceId(traceparent))
                    .addKeyValue("span_id", Traceparent.spanId(traceparent));
        }
        line = with(line.addKeyValue("event", recorded.type()), "order_id", change.order());
        line = with(line, "customer_id", change.customer());
        line = with(line, "payment_id", change.payment());
        line = with(line, "saga_step", change.step());
        if (change.begun() != null) {
            long millis = change.at().toEpochMilli() - change.begun().toEpochMilli();
            line = line.addKeyValue("duration_ms", Math.max(0, millis));
        }
        line.log(change.message());
    }

    private static LoggingEventBuilder with(LoggingEventBuilder line, String name, @Nullable String value) {
        return value == null ? line : line.addKeyValue(name, value);
    }
}
