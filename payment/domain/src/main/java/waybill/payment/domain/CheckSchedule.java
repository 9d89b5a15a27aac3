package waybill.payment.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When the gateway is asked again (PRODUCT.md §2): after 5 s, 30 s, 5 min, 1 h, then daily, then a person looks. */
public final class CheckSchedule {
    /**
     * How old a transaction is when its call can no longer arrive at the gateway: the longest a call may take is 10 s
     * (ARCHITECTURE.md §5), and half of that again for a slow commit. If it is still INITIATED then, the process that
     * made the call has died, and somebody must ask the gateway.
     */
    public static final Duration CALL_SETTLED_AFTER = Duration.ofSeconds(15);

    /** How soon after a call without an answer the gateway is asked for the first time. */
    public static final Duration FIRST_CHECK_AFTER = Duration.ofSeconds(5);

    private static final List<Duration> FIRST =
            List.of(FIRST_CHECK_AFTER, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Duration DAILY = Duration.ofDays(1);
    private static final int DAILY_CHECKS = 7;

    private CheckSchedule() {}

    /**
     * How long to wait before the next void when so many of a payment never reached the gateway: like the checks, then
     * daily without end, because the money is the customer's.
     *
     * @param failures 1 or more
     */
    public static Duration voidAgainAfter(int failures) {
        return waitAfter(failures - 1).orElse(DAILY);
    }

    /** How long to wait after so many fruitless checks; empty when it is a person's turn. */
    public static Optional<Duration> waitAfter(int checks) {
        if (checks < FIRST.size()) {
            return Optional.of(FIRST.get(checks));
        }
        return checks < FIRST.size() + DAILY_CHECKS ? Optional.of(DAILY) : Optional.empty();
    }
}
