package waybill.torture.faults;

import java.time.Duration;

/**
 * A fault that was really done.
 *
 * @param at since the beginning
 * @param lasted until everything was ready again
 * @param what was done to whom
 */
public record Injected(Fault fault, Duration at, Duration lasted, String what) {}
