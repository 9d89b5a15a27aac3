package waybill.payment.service.gateway;

import java.time.Duration;

/**
 * The bounds of calls to the gateway (ARCHITECTURE.md §5).
 *
 * @param callsMax calls at a time; one more is rejected at once, and provably not sent
 * @param timeout how long one call may take before its outcome counts as unknown
 * @param window how long after its commit a request may still be sent. Shorter than the time after which a gateway that
 *     does not know a key is believed ({@code CheckSchedule.CALL_SETTLED_AFTER})
 */
public record GatewayLimits(int callsMax, Duration timeout, Duration window) {
    /** 512 calls at a time, of 5 s at most, none later than 10 s after its commit. */
    public static final GatewayLimits USUAL = new GatewayLimits(512, Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** For questions: 64 at a time, with the same patience. */
    public static final GatewayLimits QUESTIONS = new GatewayLimits(64, USUAL.timeout(), USUAL.window());

    public GatewayLimits {
        if (callsMax < 1 || !timeout.isPositive() || !window.isPositive()) {
            throw new IllegalArgumentException("limits must be positive: " + callsMax + ", " + timeout + ", " + window);
        }
    }
}
