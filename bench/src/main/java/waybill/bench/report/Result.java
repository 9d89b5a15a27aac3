package waybill.bench.report;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.ProcessCosts;
import waybill.bench.load.Tally;

/**
 * What one scenario found.
 *
 * @param answer from sending an order to its first answer
 * @param confirmation from sending an order to seeing it CONFIRMED
 * @param failures why orders were not confirmed, and how many each
 * @param cpu null where it cannot be known: no {@code /proc}, or a server somebody else started
 */
public record Result(
        String scenario,
        int connections,
        double seconds,
        long confirmedOrders,
        double confirmedPerSecond,
        Latency answer,
        Latency confirmation,
        Map<Integer, Long> answersByStatus,
        Map<String, Long> failures,
        @Nullable CpuPerOrder cpu) {

    /** Draws the conclusion from a tally. */
    public static Result of(
            String scenario, int connections, Duration took, Tally tally, @Nullable ProcessCosts costs) {
        double seconds = (double) took.toNanos() / TimeUnit.SECONDS.toNanos(1);
        long confirmed = tally.confirmedOrders();
        return new Result(
                scenario,
                connections,
                seconds,
                confirmed,
                confirmed / seconds,
                Latency.ofMicros(tally.answers()),
                Latency.ofMicros(tally.confirmations()),
                tally.answersByStatus(),
                tally.failures(),
                costs == null || confirmed == 0 ? null : CpuPerOrder.of(costs, confirmed));
    }

    /** Whether every order was confirmed and no answer was the server's fault. */
    public boolean good() {
        return confirmedOrders > 0
                && failures.isEmpty()
                && answersByStatus.keySet().stream().noneMatch(status -> status >= 500);
    }
}
