package waybill.engine.http.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import waybill.engine.http.server.Connection.Phase;
import waybill.engine.http.tls.Arrivals;

/**
 * Ends connections that take too long for what they are doing. One thread looks at all of them a few times within the
 * shortest limit, so that a request costs no timer.
 */
final class Watchdog implements AutoCloseable {
    private static final Duration LEAVING_MAX = Duration.ofSeconds(2);
    private static final Duration TICK_MAX = Duration.ofSeconds(1);
    private static final int TICKS_PER_LIMIT = 8;

    /** When the server stops, a request that has begun to arrive gets this long, and a silent connection nothing. */
    private static final Duration LAST_REQUEST_MAX = Duration.ofSeconds(1);

    private static final Duration STOPPING_TICK = Duration.ofMillis(10);

    private final HttpLimits limits;
    private final byte[] tooSlow;
    private final long tickNanos;
    private final Runnable whenTooSlow;
    private final Arrivals arrivals;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean closed;

    /**
     * A watchdog that is not running yet.
     *
     * @param tooSlow the answer for a request that took too long to arrive
     * @param whenTooSlow called for each of those
     * @param arrivals clients who have not come as far as a request
     */
    Watchdog(HttpLimits limits, byte[] tooSlow, Runnable whenTooSlow, Arrivals arrivals) {
        this.limits = limits;
        this.arrivals = arrivals;
        this.tooSlow = tooSlow;
        this.whenTooSlow = whenTooSlow;
        this.tickNanos = tick(limits).toNanos();
        this.thread = Thread.ofPlatform().daemon(true).name("http-watchdog").unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    /** From now on connections without a running call are ended. */
    void stopServing() {
        stopping = true;
        arrivals.close();
        LockSupport.unpark(thread);
    }

    /** Connections that are open now. */
    int size() {
        return connections.size() + arrivals.size();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, stopping ? STOPPING_TICK.toNanos() : tickNanos);
            connections.forEach(this::look);
            arrivals.cutOff(stopping ? LAST_REQUEST_MAX : limits.slowSender());
        }
    }

    private void look(Connection connection) {
        Phase phase = connection.phase();
        long limit = limitNanos(phase);
        if (System.nanoTime() - connection.since() > limit && connection.endIf(phase)) {
            Thread.startVirtualThread(() -> end(connection, phase));
        }
    }

    /** In a thread of its own: writing to a client that does not read must not stop the watch over the others. */
    private void end(Connection connection, Phase phase) {
        try {
            if (phase == Phase.RECEIVING) {
                whenTooSlow.run();
                connection.sendAside(tooSlow);
            }
        } catch (RuntimeException gone) {
            // There is nobody left to tell; closing is all that remains to be done.
        } finally {
            if (phase == Phase.SENDING) {
                connection.abort();
            } else {
                connection.closeSocket();
            }
        }
    }

    private long limitNanos(Phase phase) {
        return switch (phase) {
            case IDLE -> stopping ? 0 : limits.idle().toNanos();
            case RECEIVING ->
                stopping ? LAST_REQUEST_MAX.toNanos() : limits.slowSender().toNanos();
            case SENDING -> limits.slowReader().toNanos();
            // Who tells is told to stop; this is for one that does not.
            case TELLING -> stopping ? LAST_REQUEST_MAX.toNanos() : Long.MAX_VALUE;
            case LEAVING -> stopping ? LAST_REQUEST_MAX.toNanos() : LEAVING_MAX.toNanos();
            case ANSWERING, ENDED -> Long.MAX_VALUE;
        };
    }

    private static Duration tick(HttpLimits limits) {
        Duration shortest = TICK_MAX.multipliedBy(TICKS_PER_LIMIT);
        for (Duration limit : new Duration[] {limits.idle(), limits.slowSender(), limits.slowReader()}) {
            shortest = limit.compareTo(shortest) < 0 ? limit : shortest;
        }
        return shortest.dividedBy(TICKS_PER_LIMIT);
    }
}
