package waybill.engine.http.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The logs of the process: one JSON object a line, on standard output or in a file that rolls over. Lines are written
 * by a thread of their own, so that a slow terminal does not slow down an order; closing writes what is still waiting.
 * Structured fields are SLF4J's key-value pairs: {@code log.atInfo().addKeyValue("order_id", id)}.
 */
public final class JsonLogs implements AutoCloseable {
    private static final String FILE_MAX = "50MB";
    private static final String ALL_FILES_MAX = "500MB";
    private static final int DAYS_MAX = 14;

    private final LoggerContext context;

    private JsonLogs(LoggerContext context) {
        this.context = context;
    }

    /**
     * Logs of a process.
     *
     * @param process what a line says as its service, if it comes from no service of its own
     * @param level the level of our own loggers: INFO is one line per change of state
     * @param levels the levels of some loggers, by name; those of libraries say no more than INFO
     * @param file where to, with files of older days beside it; null for standard output
     */
    public record Settings(
            String process,
            org.slf4j.event.Level level,
            Map<String, org.slf4j.event.Level> levels,
            @Nullable Path file) {
        public Settings {
            levels = Map.copyOf(levels);
        }

        /** INFO and above on standard output. */
        public static Settings standard(String process) {
            return new Settings(process, org.slf4j.event.Level.INFO, Map.of(), null);
        }
    }

    /** Sets up the logs of the whole process, and takes in those of java.util.logging and System.Logger. */
    public static JsonLogs start(Settings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        // A context that was stopped before would otherwise not stop again, and keep its last lines to itself.
        context.start();
        configure(context, settings, lines -> queued(context, lines));
        JavaLogging.intoLogback();
        return new JsonLogs(context);
    }

    /** Writes what is still waiting and stops. */
    @Override
    public void close() {
        context.stop();
    }

    static void configure(
            LoggerContext context,
            Settings settings,
            Function<OutputStreamAppender<ILoggingEvent>, Appender<ILoggingEvent>> before) {
        Path file = settings.file();
        OutputStreamAppender<ILoggingEvent> lines = file == null ? console(context) : rolling(context, file);
        lines.setEncoder(JsonLines.encoder(context, settings.process()));
        lines.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(before.apply(lines));
        // While brokers are away each of its clients says so every second; we say it once for each try of ours.
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
        context.getLogger("waybill").setLevel(Level.convertAnSLF4JLevel(settings.level()));
        settings.levels().forEach((name, level) -> context.getLogger(name).setLevel(Level.convertAnSLF4JLevel(level)));
    }

    private static OutputStreamAppender<ILoggingEvent> console(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        return console;
    }

    private static OutputStreamAppender<ILoggingEvent> rolling(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> rolling = new RollingFileAppender<>();
        rolling.setContext(context);
        rolling.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(rolling);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(FileSize.valueOf(FILE_MAX));
        policy.setTotalSizeCap(FileSize.valueOf(ALL_FILES_MAX));
        policy.setMaxHistory(DAYS_MAX);
        policy.start();
        rolling.setRollingPolicy(policy);
        return rolling;
    }

    private static Appender<ILoggingEvent> queued(LoggerContext context, OutputStreamAppender<ILoggingEvent> lines) {
        lines.setImmediateFlush(false);
        QueuedLines queue = new QueuedLines(lines);
        queue.setContext(context);
        queue.start();
        return queue;
    }
}
