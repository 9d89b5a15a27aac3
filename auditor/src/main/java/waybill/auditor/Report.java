package waybill.auditor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an audit has found.
 *
 * @param at when it was finished
 * @param counted how many things were looked at for each law
 * @param events how many events were read
 * @param findings what must not be, the most important first
 * @param blocked orders that wait for a person, and were not judged
 * @param moving orders in which something was still going on, and which were not judged either
 */
public record Report(
        Instant at,
        Duration took,
        Map<Check, Long> counted,
        long events,
        List<Finding> findings,
        List<Blocked> blocked,
        long moving) {
    public Report {
        counted = Map.copyOf(counted);
        findings = List.copyOf(findings);
        blocked = List.copyOf(blocked);
    }

    /** Whether every law holds, as far as could be seen. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** How many findings a law has. */
    public long violations(Check check) {
        return findings.stream().filter(finding -> finding.check() == check).count();
    }
}
