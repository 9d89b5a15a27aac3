package waybill.bench.report;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Memory;
import waybill.bench.host.ProcessCosts;
import waybill.bench.host.Usage;

/**
 * What one run cost, for each of what it achieved.
 *
 * @param cpu null where CPU cannot be known
 * @param walBytes bytes that PostgreSQL wrote to its log for each
 * @param othersShare how much of the machine's CPU somebody else used meanwhile, 0 to 1
 * @param memory in use right after the run
 */
public record Cost(
        @Nullable CpuPerOrder cpu,
        double walBytes,
        double othersShare,
        @Nullable Memory memory) {
    /** Divides what was used by what was achieved. */
    static Cost of(Usage usage, long achieved, double seconds) {
        ProcessCosts costs = usage.costs();
        long each = Math.max(1, achieved);
        double cpuMicros =
                seconds * TimeUnit.SECONDS.toMicros(1) * Runtime.getRuntime().availableProcessors();
        return new Cost(
                costs == null ? null : CpuPerOrder.of(costs, each),
                (double) usage.walBytes() / each,
                costs == null ? 0 : Math.min(1, costs.othersMicros() / cpuMicros),
                usage.memory());
    }
}
