package waybill.order.service.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.order.domain.OrderEvent;

/**
 * How many new orders are on their way to their stock. While there are as many as the machine can work on, the door is
 * shut to further ones before their bodies are read, so that those inside are finished as fast as ever and everybody
 * else is told at once. A crowd that comes all at once is let in all the same: a queue that is gone in a moment is no
 * overload, and who is sent away is not back within a second. Only when it has been full for a while is the door shut.
 *
 * <p>An order counts from when the shelf was seen to have enough for it, because to be told that there is too little is
 * quick; those who are still asking count as far as those before them found enough. It counts until stock is held for
 * it or it is over, so that a slow gateway shuts nobody out; and once it is made for a second at most, so that an
 * inventory that is away does not, either.
 */
public final class Intake {
    private static final long COUNTS_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    /** So many times the usual number may be inside while a crowd is let in. */
    private static final int CROWD = 4;

    /** So long a crowd is let in: about what so many take on a small machine. */
    private static final long CROWD_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    /** So long it must not have been full before the next crowd is one. */
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** So many answers about the stock are remembered, roughly. */
    private static final int ANSWERS = 64;

    private static final int MILLION = 1_000_000;

    private final int max;
    private final LongSupplier nanos;
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentHashMap<String, Pass> byStream = new ConcurrentHashMap<>();
    private final Queue<Pass> byAge = new ConcurrentLinkedQueue<>();
    /** How many of a million who asked lately found enough. */
    private final AtomicInteger found = new AtomicInteger(MILLION);

    private volatile long fullSince;
    private volatile long fullAt;

    /** So many at a time are what the machine can work on; the clock is {@link System#nanoTime}. */
    public Intake(int max) {
        this(max, System::nanoTime);
    }

    Intake(int max, LongSupplier nanos) {
        this.max = max;
        this.nanos = nanos;
        this.fullAt = nanos.getAsLong() - CALM_NANOS;
        this.fullSince = fullAt;
    }

    /** An order that asks whether there is enough, then counts, and leaves; leaving twice is leaving once. */
    final class Pass {
        private final String stream;
        private final AtomicReference<@Nullable AtomicInteger> counted = new AtomicReference<>(asking);
        private volatile long madeAt;
        private volatile boolean made;

        private Pass(String stream) {
            this.stream = stream;
            asking.incrementAndGet();
        }

        /** There is enough for it: it counts from now on. */
        void begins() {
            found.updateAndGet(now -> now + (MILLION - now) / ANSWERS);
            if (counted.compareAndSet(asking, inside)) {
                asking.decrementAndGet();
                inside.incrementAndGet();
                byStream.put(stream, this);
            }
        }

        /** There is too little for it: it counts no more. */
        void findsTooLittle() {
            found.updateAndGet(now -> now - now / ANSWERS);
            leave();
        }

        /** It is made; from now on it counts for a limited time. */
        void made() {
            madeAt = nanos.getAsLong();
            made = true;
            byAge.add(this);
        }

        /** Its request is over: it counts no more, unless it was made. */
        void requestEnds() {
            if (!made) {
                leave();
            }
        }

        /** It counts no more. */
        void leave() {
            AtomicInteger last = counted.getAndSet(null);
            if (last != null) {
                last.decrementAndGet();
                byStream.remove(stream);
            }
        }

        private boolean isOver(long now) {
            return counted.get() == null || now - madeAt > COUNTS_NANOS_MAX;
        }
    }

    /** Whether there is room for one more. */
    boolean isOpen() {
        long now = nanos.getAsLong();
        dropOld(now);
        int asks = asking.get();
        long counting = inside.get() + (long) asks * found.get() / MILLION;
        return counting < room(counting, now) && asks < max * CROWD;
    }

    /** Lets the order of this stream in; null if others were quicker to send their bodies. */
    @Nullable
    Pass enter(String stream) {
        return asking.get() < max * CROWD ? new Pass(stream) : null;
    }

    /** How many may be inside now. Two threads that see it become full at the same time say nearly the same. */
    private int room(long counting, long now) {
        if (counting < max) {
            return max;
        }
        if (now - fullAt >= CALM_NANOS) {
            fullSince = now;
        }
        fullAt = now;
        return now - fullSince < CROWD_NANOS_MAX ? max * CROWD : max;
    }

    /** Shows it what happens to orders: whatever follows an order's being made lets it out. */
    public void see(Recorded<OrderEvent> event) {
        happened(event.stream().name(), event.version());
    }

    void happened(String stream, long version) {
        Pass pass = version == 1 ? null : byStream.get(stream);
        if (pass != null) {
            pass.leave();
        }
    }

    /** How many count now. */
    public int size() {
        return inside.get();
    }

    /** How many it has not forgotten yet. */
    int remembered() {
        return byAge.size() + byStream.size();
    }

    private void dropOld(long now) {
        Pass oldest = byAge.peek();
        while (oldest != null && oldest.isOver(now)) {
            if (byAge.remove(oldest)) {
                oldest.leave();
            }
            oldest = byAge.peek();
        }
    }
}
