package waybill.bench.report;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long something took, in milliseconds: the middle, the slow ones, the slowest. */
public record Latency(long count, double p50Millis, double p99Millis, double p999Millis, double maxMillis) {
    /** Reads the percentiles of a histogram of microseconds; all are 0 if it is empty. */
    public static Latency ofMicros(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                millis(micros.getValueAtPercentile(50)),
                millis(micros.getValueAtPercentile(99)),
                millis(micros.getValueAtPercentile(99.9)),
                millis(micros.getMaxValue()));
    }

    private static double millis(long micros) {
        return (double) micros / TimeUnit.MILLISECONDS.toMicros(1);
    }
}
