package waybill.engine.core.resilience;

import java.time.Duration;

/**
 * One dependency, and how it is called (ARCHITECTURE.md §5).
 *
 * @param name in metrics and logs
 * @param timeout how long one attempt may take
 * @param deadline how long the whole call may take; after that nothing is sent
 * @param callsMax calls at a time; one more is rejected at once
 */
public record Policy(
        String name, Duration timeout, Duration deadline, int callsMax, Retries retries, BreakerRules breaker) {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final int CALLS_MAX = 512;

    /** A crowd asks for stock all at once, and many of them together are one question (decision 21). */
    private static final int LOOKS_MAX = 1024;

    /**
     * When calls are cut off.
     *
     * @param minimumCalls fewer than so many calls in the window say nothing
     * @param window how long what a call came to counts; whole seconds
     * @param openFor how long nothing is sent until a trial
     */
    public record BreakerRules(int minimumCalls, Duration window, Duration openFor) {
        /** As few calls as say something. */
        public static final int USUAL_MINIMUM = 5;

        public BreakerRules {
            if (minimumCalls < 1 || !openFor.isPositive() || window.toSeconds() < 1) {
                throw new IllegalArgumentException("too little: " + minimumCalls + ", " + window + ", " + openFor);
            }
        }

        /** The last ten seconds count. */
        public BreakerRules(int minimumCalls, Duration openFor) {
            this(minimumCalls, TEN_SECONDS, openFor);
        }
    }

    public Policy {
        if (callsMax < 1 || !timeout.isPositive() || !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    name + ": must be positive: " + callsMax + ", " + timeout + ", " + deadline);
        }
    }

    /** The inventory service. */
    public static Policy inventory() {
        return new Policy(
                "inventory",
                Duration.ofSeconds(3),
                TEN_SECONDS,
                LOOKS_MAX,
                Retries.usual(),
                new BreakerRules(BreakerRules.USUAL_MINIMUM, TEN_SECONDS));
    }

    /** The payment service. */
    public static Policy payment() {
        return slow("payment");
    }

    /** The payment provider. */
    public static Policy gateway() {
        return slow("gateway");
    }

    private static Policy slow(String name) {
        return new Policy(
                name,
                FIVE_SECONDS,
                TEN_SECONDS,
                CALLS_MAX,
                Retries.usual(),
                new BreakerRules(BreakerRules.USUAL_MINIMUM, THIRTY_SECONDS));
    }
}
