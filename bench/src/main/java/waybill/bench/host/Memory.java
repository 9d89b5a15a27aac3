package waybill.bench.host;

import java.util.Arrays;

/**
 * Bytes of memory in use: the server's resident set and Java heap, and all of PostgreSQL with shared pages counted
 * once.
 *
 * @param serverPeakBytes the most that was ever resident of the server
 */
public record Memory(long serverResidentBytes, long serverPeakBytes, long heapUsedBytes, long postgresBytes) {
    /** Adds up {@code jvm_memory_used_bytes{area="heap"}} in a Prometheus text. */
    static long heapUsed(String metrics) {
        return (long) Arrays.stream(metrics.split("\n", -1))
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(
                        line.substring(line.indexOf('}') + 1).strip().split(" ", 2)[0]))
                .sum();
    }
}
