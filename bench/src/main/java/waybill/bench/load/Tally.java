package waybill.bench.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the conversations of one run have seen. Written by the client's thread, read when the run is over. */
public final class Tally {
    private static final int STATUSES = 600;

    private final Histogram answers = new Histogram(3);
    private final Histogram confirmations = new Histogram(3);
    private final long[] answersByStatus = new long[STATUSES];
    private final Map<String, Long> failures = new TreeMap<>();
    private final Map<String, Histogram> times = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long polls;

    /** What the scenario is about was answered with this status. */
    public void answered(int status, long nanos) {
        answersByStatus[Math.min(status, STATUSES - 1)]++;
        answers.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** An order was seen CONFIRMED this long after it was sent. */
    public void confirmed(long nanos) {
        confirmations.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** An order was looked up because its first answer did not settle it. */
    public void polled() {
        polls++;
    }

    /** An order will not be confirmed, or something else is wrong, and why; equal sentences are counted. */
    public void failed(String why) {
        failures.merge(why, 1L, Long::sum);
    }

    /** One more of something that is worth knowing and is no failure. */
    public void note(String what) {
        note(what, 1);
    }

    /** So many more of something that is worth knowing and is no failure. */
    public void note(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    /** Something that has a latency of its own took this long. */
    public void timed(String what, long nanos) {
        Histogram histogram = times.get(what);
        if (histogram == null) {
            histogram = new Histogram(3);
            times.put(what, histogram);
        }
        histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** Microseconds from sending to the first answer. */
    public Histogram answers() {
        return answers;
    }

    /** Microseconds from sending an order to seeing it CONFIRMED. */
    public Histogram confirmations() {
        return confirmations;
    }

    /** Microseconds of everything that was timed by a name of its own, the first seen first. */
    public Map<String, Histogram> times() {
        return Collections.unmodifiableMap(times);
    }

    /** What was noted, and how often, the first seen first. */
    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** How often this was noted. */
    public long noted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** How often something was timed by this name. */
    public long timed(String what) {
        Histogram histogram = times.get(what);
        return histogram == null ? 0 : histogram.getTotalCount();
    }

    /** How many orders were seen CONFIRMED. */
    public long confirmedOrders() {
        return confirmations.getTotalCount();
    }

    /** How many requests were sent, look-ups included. */
    public long requests() {
        return answers.getTotalCount() + polls;
    }

    /** How many look-ups there were. */
    public long polls() {
        return polls;
    }

    /** First answers by status, in order. */
    public Map<Integer, Long> answersByStatus() {
        Map<Integer, Long> byStatus = new TreeMap<>();
        for (int status = 0; status < STATUSES; status++) {
            if (answersByStatus[status] > 0) {
                byStatus.put(status, answersByStatus[status]);
            }
        }
        return byStatus;
    }

    /** What went wrong, and how often. */
    public Map<String, Long> failures() {
        return Map.copyOf(failures);
    }
}
