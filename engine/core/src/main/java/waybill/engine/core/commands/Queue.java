package waybill.engine.core.commands;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What waits for one lane. News go before requests: what was accepted is finished before more is accepted. Requests are
 * bounded; news are bounded by those who bring them.
 */
final class Queue<W> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition shut = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final ArrayDeque<W> news = new ArrayDeque<>();
    private final ArrayDeque<W> requests = new ArrayDeque<>();
    private final int requestsMax;
    private boolean closed;
    /** Whether what was taken last is being worked on. */
    private boolean working;

    Queue(int requestsMax) {
        this.requestsMax = requestsMax;
    }

    /** Queues a request, unless too many wait or the lane has stopped. */
    boolean offer(W request) {
        lock.lock();
        try {
            if (closed || requests.size() >= requestsMax) {
                return false;
            }
            requests.add(request);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Queues news; nothing is ever turned away. */
    void addAll(List<? extends W> heard) {
        lock.lock();
        try {
            news.addAll(heard);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something, then takes up to so many; empty once closed and drained of requests. */
    List<W> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            rest();
            while (news.isEmpty() && requests.isEmpty()) {
                if (closed) {
                    return List.of();
                }
                filled.await();
            }
            List<W> taken = new ArrayList<>(Math.min(max, news.size() + requests.size()));
            move(news, taken, max);
            move(requests, taken, max);
            working = true;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The worker is back, so what it took is done. */
    private void rest() {
        working = false;
        idle.signalAll();
    }

    /** Returns when nothing waits and nothing is being worked on, or when the time is up. */
    void awaitIdle(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while ((working || !news.isEmpty() || !requests.isEmpty()) && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something for a while; false if nothing came, true also if the lane is closed. */
    boolean await(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            rest();
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (news.isEmpty() && requests.isEmpty() && !closed) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = filled.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static <W> void move(ArrayDeque<W> from, List<W> to, int max) {
        while (to.size() < max && !from.isEmpty()) {
            to.add(from.remove());
        }
    }

    /** Takes out the requests that match; the others keep their order. */
    List<W> takeRequests(Predicate<W> which) {
        lock.lock();
        try {
            List<W> taken = new ArrayList<>();
            requests.removeIf(request -> which.test(request) && taken.add(request));
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass before another try, less of it if the lane is closed meanwhile. */
    void pause(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && nanos > 0) {
                nanos = shut.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return news.size() + requests.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no further requests; what waits is still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            shut.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
