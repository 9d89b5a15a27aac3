package waybill.torture.faults;

import java.time.Duration;

/**
 * One fault that is planned.
 *
 * @param at when it begins; never earlier
 * @param length how long it lasts, not counting what it takes to recover
 * @param dice chooses whatever else there is to choose
 */
public record Stroke(Fault fault, Duration at, Duration length, long dice) {
    Duration end() {
        return at.plus(length);
    }
}
