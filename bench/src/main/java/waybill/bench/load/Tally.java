package waybill.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the conversations of one run have seen. Written by the client's thread, read when the run is over. */
public final class Tally {
    private static final int STATUSES = 600;

    private final Histogram answers = new Histogram(3);
    private final Histogram confirmations = new Histogram(3);
    private final long[] orderAnswers = new long[STATUSES];
    private final Map<String, Long> failures = new TreeMap<>();
    private long polls;

    /** The POST of an order was answered with this status. */
    public void answered(int status, long nanos) {
        orderAnswers[Math.min(status, STATUSES - 1)]++;
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

    /** An order will not be confirmed, and why; equal sentences are counted. */
    public void failed(String why) {
        failures.merge(why, 1L, Long::sum);
    }

    /** Microseconds from sending an order to its first answer. */
    public Histogram answers() {
        return answers;
    }

    /** Microseconds from sending an order to seeing it CONFIRMED. */
    public Histogram confirmations() {
        return confirmations;
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
            if (orderAnswers[status] > 0) {
                byStatus.put(status, orderAnswers[status]);
            }
        }
        return byStatus;
    }

    /** Why orders were not confirmed, and how many each. */
    public Map<String, Long> failures() {
        return Map.copyOf(failures);
    }
}
