package waybill.server.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.event.Level;
import waybill.engine.http.logging.LogLevels;

/**
 * What the process tells of itself.
 *
 * @param level the level of our own loggers
 * @param levels the levels of some loggers, by name
 * @param traces where traces are sent; none, and nothing is traced, unless it is set
 */
public record ObservationSettings(Level level, Map<String, Level> levels, Optional<Traces> traces) {
    private static final String LOGGER = "[A-Za-z0-9_$]+(\\.[A-Za-z0-9_$]+)*";

    public ObservationSettings {
        levels = Map.copyOf(levels);
    }

    /**
     * Where traces go.
     *
     * @param endpoint takes OTLP over HTTP
     * @param sample the share of requests whose trace is recorded, if their caller does not say
     */
    public record Traces(URI endpoint, double sample) {}

    static ObservationSettings read(Values values) {
        double sample = values.share(Key.TRACES_SAMPLE);
        return new ObservationSettings(
                level(values, Key.LOG_LEVEL, values.text(Key.LOG_LEVEL)),
                levels(values),
                values.optionalAddress(Key.TRACES_ENDPOINT).map(endpoint -> new Traces(endpoint, sample)));
    }

    private static Map<String, Level> levels(Values values) {
        Map<String, Level> levels = new TreeMap<>();
        String text = values.text(Key.LOG_LEVELS).replace(" ", "");
        if (text.isEmpty()) {
            return levels;
        }
        for (String each : text.split(",", -1)) {
            String[] parts = each.split("=", -1);
            if (parts.length != 2 || !parts[0].matches(LOGGER)) {
                throw values.mustBe(Key.LOG_LEVELS, "loggers and levels such as waybill.payment=DEBUG", text);
            }
            Level level = level(values, Key.LOG_LEVELS, parts[1]);
            if (level.compareTo(LogLevels.most(parts[0])) > 0) {
                throw values.mustBe(Key.LOG_LEVELS, "INFO or less for loggers of libraries", text);
            }
            levels.put(parts[0], level);
        }
        return levels;
    }

    private static Level level(Values values, Key key, String text) {
        for (Level level : Level.values()) {
            if (level.name().equals(text.toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        throw values.mustBe(key, "ERROR, WARN, INFO, DEBUG or TRACE", text);
    }
}
