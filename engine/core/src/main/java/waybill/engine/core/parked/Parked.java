package waybill.engine.core.parked;

import java.time.Instant;

/**
 * A parked announcement as it lies there.
 *
 * @param number grows with every one that is parked; those of a subject are settled in this order
 * @param error why it could not be applied the last time it was tried
 * @param tries how often it was tried; 0 if it was parked behind another one
 * @param behind whether an earlier one of its subject is parked, which must be settled first
 */
public record Parked(
        long number,
        NewsPlace place,
        String type,
        String subject,
        String error,
        Instant at,
        int tries,
        boolean behind) {}
