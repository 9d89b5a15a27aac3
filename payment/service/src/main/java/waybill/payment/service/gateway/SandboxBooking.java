package waybill.payment.service.gateway;

import java.time.Instant;

/**
 * What the sandbox wants to have in its books.
 *
 * @param until from then on it is too late: whoever asked for it has given up, and may have been told that nothing was
 *     done
 */
public record SandboxBooking(SandboxEntry entry, Instant until) {
    /** At this time it is too late. */
    public boolean isTooLate(Instant now) {
        return !now.isBefore(until);
    }
}
