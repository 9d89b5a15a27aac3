package waybill.order.service;

import java.time.Duration;
import waybill.order.domain.OrderDeadlines;

/**
 * What can be set about orders.
 *
 * @param sagaDeadline by when a saga must have settled, from its beginning
 * @param paymentRetryWindow how long an order whose payment failed can be paid again
 * @param usualWait how long a request waits for its outcome unless it says otherwise
 * @param intakeMax how many new orders may be on their way to their stock; further ones are told 503
 */
public record OrderSettings(Duration sagaDeadline, Duration paymentRetryWindow, Duration usualWait, int intakeMax) {
    /** Whoever has not closed a cancelled order by then is asked again. */
    private static final Duration CANCEL = Duration.ofMinutes(15);

    private static final int INTAKE_PER_PROCESSOR = 128;

    /** Payment finds out by itself what became of money; asking again is for announcements that never come. */
    private static final Duration CHASE = Duration.ofMinutes(5);

    /** How long the answers of others are waited for before they are asked again. */
    public OrderDeadlines.Spans spans() {
        return new OrderDeadlines.Spans(CANCEL, CHASE);
    }

    /** A fraction of a second's work of this machine: more would only wait. Measured in docs/decisions/0021. */
    public static int usualIntake() {
        return INTAKE_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    }

    /** 15 minutes, 1 hour, 2 seconds (PRODUCT.md §1, API.md §1). */
    public static OrderSettings usual() {
        return new OrderSettings(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofSeconds(2), usualIntake());
    }
}
