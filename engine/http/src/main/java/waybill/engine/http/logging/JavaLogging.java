package waybill.engine.http.logging;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Sends what others log by java.util.logging (the HTTP server, the database driver) to the same lines as ours. */
final class JavaLogging {
    private JavaLogging() {}

    /** Only warnings and worse: anything else is theirs to know. */
    static void intoLogback() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new Forwarder());
    }

    private static final class Forwarder extends Handler {
        private final SimpleFormatter messages = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            if (!isLoggable(line)) {
                return;
            }
            String name = line.getLoggerName() == null ? "java.util.logging" : line.getLoggerName();
            org.slf4j.Logger logger = LoggerFactory.getLogger(name);
            LoggingEventBuilder builder =
                    line.getLevel().intValue() >= Level.SEVERE.intValue() ? logger.atError() : logger.atWarn();
            builder.setCause(line.getThrown()).log(messages.formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
