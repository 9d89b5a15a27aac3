package waybill.engine.kafka;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Receiver;

/**
 * Hands on what was polled, on a thread of its own: who takes it may block for long, and the poller must go on telling
 * the brokers that it is alive.
 */
final class Handing<A> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Handing.class);
    private static final long AGAIN_MILLIS = 50;

    private final Receiver<A> receiver;
    private final Consumer<Portion<A>> handed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Portion<A>> queue = new ArrayDeque<>();
    private @Nullable Portion<A> current;
    private boolean closed;
    private final Thread thread;

    /**
     * Messages of one partition that were polled together.
     *
     * @param next the offset of what follows them
     */
    record Portion<A>(int partition, List<Envelope<A>> envelopes, long next) {
        /** The position of the last of them; 0 if there is none. */
        long last() {
            return envelopes.isEmpty() ? 0 : envelopes.getLast().position();
        }
    }

    /** Hands on to this receiver, and tells of every portion that was taken. */
    Handing(String name, Receiver<A> receiver, Consumer<Portion<A>> handed) {
        this.receiver = receiver;
        this.handed = handed;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Adds portions to what is to be handed on. */
    void give(Collection<Portion<A>> portions) {
        lock.lock();
        try {
            queue.addAll(portions);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is handed on, at most so long; true if it is. */
    boolean awaitIdle(long millisMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millisMax);
            while (isBusy() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !isBusy();
        } finally {
            lock.unlock();
        }
    }

    private boolean isBusy() {
        return current != null || !queue.isEmpty();
    }

    /** Another replica has these partitions now: what is not handed on yet is that one's to take. */
    void forget(Collection<Integer> partitions) {
        lock.lock();
        try {
            queue.removeIf(portion -> partitions.contains(portion.partition()));
            Portion<A> now = current;
            if (now != null && partitions.contains(now.partition())) {
                // Who takes it may be blocked by it; at least it is not offered again.
                current = null;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Portion<A> portion = next(); portion != null; portion = next()) {
                handOn(portion);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Portion<A> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            current = null;
            changed.signalAll();
            while (queue.isEmpty() && !closed) {
                changed.await();
            }
            current = closed ? null : queue.poll();
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Until it is taken, or somebody else's. */
    private void handOn(Portion<A> portion) throws InterruptedException {
        while (isStillOurs(portion)) {
            try {
                receiver.receive(portion.envelopes());
                handed.accept(portion);
                return;
            } catch (RuntimeException | Error defect) {
                // Nothing is skipped and nobody goes deaf: the same is handed on again until it is taken.
                LOG.error("partition {} cannot be delivered", portion.partition(), defect);
                pause();
            }
        }
    }

    private boolean isStillOurs(Portion<A> portion) {
        lock.lock();
        try {
            return !closed && portion.equals(current);
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops, even if whoever takes it blocks. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
