package waybill.order.service.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import waybill.engine.core.log.Recorded;
import waybill.order.domain.OrderEvent;

/**
 * How many new orders are on their way to their stock. When there are as many as may be, the door is shut to further
 * ones before their bodies are read, so that those inside are finished as fast as ever and everybody else is told at
 * once. An order counts until stock is held for it or it is over, so that a slow gateway shuts nobody out; and for a
 * second at most, so that an inventory that is away does not, either.
 */
public final class Intake {
    private static final long COUNTS_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private final int max;
    private final LongSupplier nanos;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentHashMap<String, Pass> byStream = new ConcurrentHashMap<>();
    private final Queue<Pass> byAge = new ConcurrentLinkedQueue<>();

    /** Lets in so many at a time; the clock is {@link System#nanoTime}. */
    public Intake(int max) {
        this(max, System::nanoTime);
    }

    Intake(int max, LongSupplier nanos) {
        this.max = max;
        this.nanos = nanos;
    }

    /** An order that counts until it leaves; leaving twice is leaving once. */
    final class Pass {
        private final String stream;
        private final long entered = nanos.getAsLong();
        private final AtomicBoolean left = new AtomicBoolean();

        private Pass(String stream) {
            this.stream = stream;
        }

        /** It counts no more. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                inside.decrementAndGet();
                byStream.remove(stream);
            }
        }
    }

    /** Whether there is room for one more. */
    boolean isOpen() {
        dropOld();
        return inside.get() < max;
    }

    /** Counts the order of this stream from now on. Never fails: whoever has come this far is let in. */
    Pass enter(String stream) {
        Pass pass = new Pass(stream);
        inside.incrementAndGet();
        byStream.put(stream, pass);
        byAge.add(pass);
        return pass;
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

    private void dropOld() {
        long now = nanos.getAsLong();
        Pass oldest = byAge.peek();
        while (oldest != null && (oldest.left.get() || now - oldest.entered > COUNTS_NANOS_MAX)) {
            if (byAge.remove(oldest)) {
                oldest.leave();
            }
            oldest = byAge.peek();
        }
    }
}
