package waybill.bench.load;

import waybill.bench.wire.Response;

/** What is thought of an answer that is neither a confirmation nor a promise of one. */
@FunctionalInterface
public interface Refusals {
    /** An order was refused like this, so long after it began. */
    void refused(Response response, long nanos);

    /** Every refusal is a failure. */
    static Refusals areFailures(Tally tally) {
        return (response, nanos) -> {
            tally.answered(response.status(), nanos);
            tally.failed(describe(response));
        };
    }

    /**
     * An overloaded shop may send customers away, if it tells them when to come back: 503 and {@code Retry-After}. They
     * do not come back, and are not among the answers. Everything else is a failure.
     */
    static Refusals mayBeOverload(Tally tally) {
        Refusals failures = areFailures(tally);
        return (response, nanos) -> {
            if (response.status() != 503) {
                failures.refused(response, nanos);
                return;
            }
            tally.note("answered 503");
            tally.timed("503 answered", nanos);
            if (response.header("Retry-After") == null) {
                tally.failed("503 without Retry-After");
            }
        };
    }

    /** An answer in a few words: its status, and its code if it is a problem. */
    static String describe(Response response) {
        String code = response.text("code".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0);
        return code == null ? Integer.toString(response.status()) : response.status() + " " + code;
    }
}
