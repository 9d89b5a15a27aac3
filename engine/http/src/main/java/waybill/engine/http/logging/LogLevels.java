package waybill.engine.http.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What this process logs, changed for a while: after that each logger says again what it was set up to say. Loggers of
 * libraries say no more than INFO, because below that they tell what they carry: bodies, parameters, tokens.
 */
public final class LogLevels {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogLevels.class);
    private static final String OURS = "waybill";

    private final LoggerContext context;
    /** What was changed, and what it goes back to. */
    private final Map<String, Changed> changed = new LinkedHashMap<>();

    private record Changed(@Nullable Level before, Instant until) {}

    private LogLevels(LoggerContext context) {
        this.context = context;
    }

    /** Those of this process. */
    public static LogLevels ofProcess() {
        return new LogLevels((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /**
     * One logger that has a level of its own.
     *
     * @param until when it goes back to what it was; null if it stays
     */
    public record Set(
            String name,
            org.slf4j.event.Level level,
            @Nullable Instant until) {}

    /** All that have a level of their own, by name. */
    public synchronized List<Set> all() {
        List<Set> all = new ArrayList<>();
        for (Logger logger : context.getLoggerList()) {
            Level level = logger.getLevel();
            Changed known = changed.get(logger.getName());
            if (level != null && level != Level.OFF) {
                all.add(new Set(logger.getName(), slf4j(level), known == null ? null : known.until));
            }
        }
        return all;
    }

    /** Whether anybody logs under this name, or under names that begin with it. */
    public boolean exists(String name) {
        return context.exists(name) != null;
    }

    /** The most that a logger of this name may say. */
    public static org.slf4j.event.Level most(String name) {
        return name.equals(OURS) || name.startsWith(OURS + ".")
                ? org.slf4j.event.Level.TRACE
                : org.slf4j.event.Level.INFO;
    }

    /** Has a logger that exists say this for so long. What was set before, also for a while, is over. */
    public synchronized Set set(String name, org.slf4j.event.Level level, Duration time) {
        Logger logger = context.getLogger(name);
        Changed before = changed.get(name);
        Instant until = Instant.now().plus(time).truncatedTo(ChronoUnit.MICROS);
        changed.put(name, new Changed(before == null ? logger.getLevel() : before.before, until));
        logger.setLevel(Level.convertAnSLF4JLevel(level));
        LOG.atWarn().addKeyValue("event", "log-level").log("{} logs {} until {}", name, level, until);
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> goBack(name, until));
        return new Set(name, level, until);
    }

    private synchronized void goBack(String name, Instant until) {
        Changed now = changed.get(name);
        if (now == null || !now.until.equals(until)) {
            return; // somebody has set it again since
        }
        changed.remove(name);
        context.getLogger(name).setLevel(now.before);
        LOG.atWarn().addKeyValue("event", "log-level").log("{} logs again what it was set up to", name);
    }

    /** The level of this name; empty if there is none. */
    static Optional<org.slf4j.event.Level> named(String text) {
        for (org.slf4j.event.Level level : org.slf4j.event.Level.values()) {
            if (level.name().equals(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    private static org.slf4j.event.Level slf4j(Level level) {
        return named(level.levelStr).orElse(org.slf4j.event.Level.TRACE);
    }
}
