package waybill.auditor;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How an audit is made.
 *
 * @param clock what the shop goes by
 * @param grace how long nothing may have happened to an order before it is judged
 * @param overdue how long after its time a deadline may still be waiting
 * @param again how long to wait before what looks wrong is looked at again
 * @param orders how many orders are looked at at once
 */
public record Scope(InstantSource clock, Duration grace, Duration overdue, Duration again, int orders) {
    private static final int ORDERS = 300;

    /** As usual: 30 s of quiet, a minute for deadlines, a second look after a second. */
    public static Scope usual(InstantSource clock) {
        return new Scope(clock, Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofSeconds(1), ORDERS);
    }

    /** The same with another time of quiet. */
    public Scope withGrace(Duration quiet) {
        return new Scope(clock, quiet, overdue, again, orders);
    }
}
