package waybill.bench.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waybill.bench.Scenario;
import waybill.bench.host.Usage;
import waybill.bench.load.Tally;

/**
 * What one run of one scenario found.
 *
 * @param unit what {@code achieved} counts: orders, requests, events
 * @param answer from sending a request to its first answer
 * @param confirmation from sending an order to seeing it CONFIRMED; of an anchor, from its first statement to its last
 *     commit
 * @param faults what went otherwise than it should have
 * @param times what else the scenario timed
 * @param counts what else the scenario counted
 * @param cost null if somebody else runs the server
 */
public record Result(
        String key,
        String scenario,
        int connections,
        String unit,
        double seconds,
        long achieved,
        double perSecond,
        Latency answer,
        Latency confirmation,
        Map<Integer, Long> answersByStatus,
        List<String> faults,
        Map<String, Latency> times,
        Map<String, Long> counts,
        @Nullable Cost cost) {

    /** Draws the conclusion from a tally. */
    public static Result of(Scenario scenario, Duration took, Tally tally, @Nullable Usage usage) {
        double seconds = (double) took.toNanos() / TimeUnit.SECONDS.toNanos(1);
        long achieved = scenario.achieved(tally);
        Map<String, Latency> times = new LinkedHashMap<>();
        tally.times().forEach((name, histogram) -> times.put(name, Latency.ofMicros(histogram)));
        return new Result(
                scenario.key(),
                scenario.name(),
                scenario.connections(),
                scenario.unit(),
                seconds,
                achieved,
                achieved / seconds,
                Latency.ofMicros(tally.answers()),
                Latency.ofMicros(tally.confirmations()),
                tally.answersByStatus(),
                scenario.faults(tally),
                times,
                new LinkedHashMap<>(tally.counts()),
                usage == null ? null : Cost.of(usage, achieved, seconds));
    }

    /** Whether nothing went otherwise than it should have. */
    boolean good() {
        return faults.isEmpty();
    }
}
