package waybill.order.service;

import java.time.Duration;

/**
 * What can be set about orders.
 *
 * @param sagaDeadline by when a saga must have settled, from its beginning
 * @param paymentRetryWindow how long an order whose payment failed can be paid again
 * @param usualWait how long a request waits for its outcome unless it says otherwise
 */
public record OrderSettings(Duration sagaDeadline, Duration paymentRetryWindow, Duration usualWait) {
    /** 15 minutes, 1 hour, 2 seconds (PRODUCT.md §1, API.md §1). */
    public static OrderSettings usual() {
        return new OrderSettings(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofSeconds(2));
    }
}
