package waybill.engine.core.feeds;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes readers after a commit in this process. A hint: readers poll too, because others write as well. */
public final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private long times;

    /** How often it was raised; to be read before looking, and given to {@link #await}. */
    public long times() {
        lock.lock();
        try {
            return times;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes all who wait. */
    public void raise() {
        lock.lock();
        try {
            times++;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it was raised more often than {@code seen}, at most so long. True if it was. */
    public boolean await(long seen, long millisMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millisMax);
            while (times == seen && nanos > 0) {
                nanos = raised.awaitNanos(nanos);
            }
            return times != seen;
        } finally {
            lock.unlock();
        }
    }
}
