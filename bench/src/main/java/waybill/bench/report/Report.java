package waybill.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Replay;

/**
 * Everything one call of the bench found.
 *
 * @param at when it ended, in UTC, in a form fit for a file name
 * @param startUp null if somebody else started the server
 * @param replay null if it was not asked for
 */
public record Report(
        String at,
        Setup setup,
        List<Outcome> outcomes,
        @Nullable StartUp startUp,
        @Nullable Replay replay,
        List<Target> targets) {
    /** Puts together what was measured, by key of the scenario. */
    public static Report of(
            String at,
            Setup setup,
            Map<String, List<Result>> results,
            @Nullable StartUp startUp,
            @Nullable Replay replay) {
        List<Outcome> outcomes = Outcome.of(results);
        return new Report(at, setup, outcomes, startUp, replay, Targets.of(outcomes, startUp, replay));
    }

    /** Whether every round of every scenario was good. */
    public boolean good() {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::good);
    }

    /** How many times the rate of anchor A1 the scenario reached; null if either was not measured. */
    public @Nullable Double timesA1(String key) {
        return outcomes.stream()
                .filter(outcome -> outcome.key().equals(key))
                .findFirst()
                .map(Outcome::timesA1)
                .orElse(null);
    }

    /** The report as a table for people. */
    public String table() {
        return new TextReport(this).toString();
    }

    /** Writes the report to {@code <directory>/<at>.json} and {@code .html} and says where the latter is. */
    public Path write(Path directory) {
        try {
            Files.createDirectories(directory);
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(directory.resolve(at + ".json").toFile(), this);
            return Files.writeString(directory.resolve(at + ".html"), new HtmlReport(this).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
