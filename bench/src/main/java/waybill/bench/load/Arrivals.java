package waybill.bench.load;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.Line;
import waybill.bench.wire.Response;

/**
 * Customers who come at a rate of their own, whatever the shop is doing: an open loop. Times are counted from when each
 * should have begun, so that a shop that halts pays for all who came meanwhile (no coordinated omission). The gaps are
 * those of a Poisson process. One more connection than there are customers is needed, for the {@link #clock}.
 */
public final class Arrivals {
    /** Noted for each who came and found all connections busy. */
    public static final String FOUND_NONE = "arrivals that found no free connection";

    private final double meanGapNanos;
    private final SplittableRandom random;
    private final boolean mayLeave;
    private final Tally tally;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Deque<Line> free = new ArrayDeque<>();
    private double nextAt;

    private Arrivals(double perSecond, long seed, boolean mayLeave, Tally tally) {
        this.meanGapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.random = new SplittableRandom(seed);
        this.mayLeave = mayLeave;
        this.tally = tally;
        this.nextAt = gap();
    }

    /** Who finds no free connection waits for one, and the time counts. */
    public static Arrivals whoWait(double perSecond, long seed, Tally tally) {
        return new Arrivals(perSecond, seed, false, tally);
    }

    /** Who finds no free connection leaves; the tally tells how many did. */
    public static Arrivals whoLeave(double perSecond, long seed, Tally tally) {
        return new Arrivals(perSecond, seed, true, tally);
    }

    /** The pace of the customer on this line. The line that was free longest is taken first. */
    public Pace of(Line line) {
        return (now, closing) -> {
            Long came = waiting.poll();
            if (came != null) {
                return came;
            }
            if (closing) {
                return Conversation.FINISHED;
            }
            free.add(line);
            return Conversation.UNTIL_RUNG;
        };
    }

    /** Says nothing to anybody, and rings for each who arrives. Must be given to the client before the customers. */
    public Conversation clock() {
        return new Clock();
    }

    private void arrive(long at) {
        Line line = free.poll();
        if (line == null) {
            tally.note(FOUND_NONE);
            if (mayLeave) {
                return;
            }
        }
        waiting.add(at);
        if (line != null) {
            line.ring();
        }
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble()) * meanGapNanos;
    }

    private final class Clock implements Conversation {
        @Override
        public long next(ByteBuffer request, long now, boolean closing) {
            if (closing) {
                return FINISHED;
            }
            while ((long) nextAt <= now) {
                arrive((long) nextAt);
                nextAt += gap();
            }
            return (long) nextAt;
        }

        @Override
        public void heard(Response response, long sentAt, long heardAt) {
            throw new IllegalStateException("nothing was asked");
        }

        @Override
        public void lost(String how) {
            throw new IllegalStateException("nothing was asked");
        }
    }
}
