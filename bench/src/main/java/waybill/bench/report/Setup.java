package waybill.bench.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, how, and where.
 *
 * @param commit of the sources, with a mark if they were changed since; null if that cannot be known
 * @param postgres version and settings; null if somebody else runs the server
 * @param jvmOptions of the server
 * @param options of the bench
 */
public record Setup(
        Machine machine, @Nullable String commit, @Nullable String postgres, List<String> jvmOptions, Options options) {
    /** How long, how often, and with which orders; the durations as JSON are seconds. */
    public record Options(long warmUpSeconds, long measuredSeconds, int rounds, int products, long seed) {
        /** From the lengths that the plan says. */
        public static Options of(Duration warmUp, Duration measured, int rounds, int products, long seed) {
            return new Options(warmUp.toSeconds(), measured.toSeconds(), rounds, products, seed);
        }
    }
}
