package waybill.engine.http.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.composite.JsonProviders;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.MdcJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.slf4j.event.KeyValuePair;

/** One log line: which fields, under which names (API.md §5). Line breaks in any value are escaped by JSON itself. */
final class JsonLines {
    private static final List<String> CONTEXT_FIELDS =
            List.of("trace_id", "span_id", "event", "order_id", "customer_id", "payment_id", "saga_step");
    private static final Set<String> SERVICES = Set.of("order", "inventory", "payment");
    private static final String OURS = "waybill.";

    private JsonLines() {}

    static Encoder<ILoggingEvent> encoder(LoggerContext context, String process) {
        LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
        encoder.setContext(context);
        JsonProviders<ILoggingEvent> fields = encoder.getProviders();
        LoggingEventFormattedTimestampJsonProvider timestamp = new LoggingEventFormattedTimestampJsonProvider();
        timestamp.setPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
        timestamp.setTimeZone("UTC");
        fields.addProvider(timestamp);
        fields.addProvider(new LogLevelJsonProvider());
        LoggerNameJsonProvider logger = new LoggerNameJsonProvider();
        logger.setFieldName("logger");
        fields.addProvider(logger);
        fields.addProvider(new MessageJsonProvider());
        fields.addProvider(new ServiceField(process));
        MdcJsonProvider callFields = new MdcJsonProvider();
        callFields.setIncludeMdcKeyNames(CONTEXT_FIELDS);
        fields.addProvider(callFields);
        fields.addProvider(new KeyValuePairsJsonProvider());
        fields.addProvider(new StackTraceJsonProvider());
        encoder.start();
        return encoder;
    }

    /** The service whose package the logger is in; the process, if it is nobody's or the line says it itself. */
    static String serviceOf(String logger, String process) {
        if (!logger.startsWith(OURS)) {
            return process;
        }
        int dot = logger.indexOf('.', OURS.length());
        String room = dot < 0 ? "" : logger.substring(OURS.length(), dot);
        return SERVICES.contains(room) ? room : process;
    }

    private static final class ServiceField extends AbstractJsonProvider<ILoggingEvent> {
        private final String process;

        ServiceField(String process) {
            this.process = process;
        }

        @Override
        public void writeTo(JsonGenerator line, ILoggingEvent event) throws IOException {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            if (pairs == null || pairs.stream().noneMatch(pair -> pair.key.equals("service"))) {
                line.writeStringField("service", serviceOf(event.getLoggerName(), process));
            }
        }
    }
}
