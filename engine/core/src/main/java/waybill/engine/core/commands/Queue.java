package waybill.engine.core.commands;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What waits for one lane. News go before requests: what was accepted is finished before more is accepted. Requests are
 * bounded; news are bounded by those who bring them. News that have time come with whatever is taken next, and alone
 * only after a moment.
 */
final class Queue<W> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition shut = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final ArrayDeque<W> news = new ArrayDeque<>();
    private final ArrayDeque<W> requests = new ArrayDeque<>();
    private final int requestsMax;
    private final Manners manners;
    private boolean closed;
    /** Whether what was taken last is being worked on. */
    private boolean working;
    /** Whether somebody waits for one of the news, or for all that waits. */
    private boolean urgent;
    /** When the first of the news that have time has waited long enough. */
    private long companyUntil;
    /** When something was taken last. */
    private long takenAt;
    /** Whether the worker only waits for its turn. */
    private boolean pacing;

    /**
     * How a lane lets others come along, because a commit for one costs nearly what a commit for many costs.
     *
     * @param company so long news that have time wait for somebody who has none
     * @param pace so much time lies between two takings, unless enough waits; whoever comes to a lane at rest waits for
     *     nothing
     * @param enough so many works are taken at once
     */
    record Manners(Duration company, Duration pace, int enough) {}

    Queue(int requestsMax, Manners manners) {
        this.requestsMax = requestsMax;
        this.manners = manners;
        this.takenAt = System.nanoTime() - manners.pace().toNanos();
    }

    /** Queues a request, unless too many wait or the lane has stopped. */
    boolean offer(W request) {
        lock.lock();
        try {
            if (closed || requests.size() >= requestsMax) {
                return false;
            }
            requests.add(request);
            signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Queues news that somebody waits for; nothing is ever turned away. */
    void addAll(List<? extends W> heard) {
        lock.lock();
        try {
            news.addAll(heard);
            urgent = true;
            signal();
        } finally {
            lock.unlock();
        }
    }

    /** Queues news that have time; nothing is ever turned away. */
    void addInTime(List<? extends W> heard) {
        lock.lock();
        try {
            if (news.isEmpty()) {
                companyUntil = System.nanoTime() + manners.company().toNanos();
            }
            news.addAll(heard);
            signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something, then takes up to so many; empty once closed and drained of requests. */
    List<W> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            rest();
            awaitTurn();
            return taken(max);
        } finally {
            lock.unlock();
        }
    }

    /** Takes up to so many of what waits now, whoever has time. */
    List<W> takeNow(int max) {
        lock.lock();
        try {
            rest();
            return taken(max);
        } finally {
            lock.unlock();
        }
    }

    private List<W> taken(int max) {
        List<W> taken = new ArrayList<>(Math.min(max, news.size() + requests.size()));
        move(news, taken, max);
        move(requests, taken, max);
        urgent = !news.isEmpty();
        working = !taken.isEmpty();
        takenAt = System.nanoTime();
        return taken;
    }

    /** Until there is something to take, its time has come, or the lane is closed. */
    private void awaitTurn() throws InterruptedException {
        while (!closed) {
            int waiting = news.size() + requests.size();
            if (waiting >= manners.enough()) {
                return;
            }
            if (waiting == 0) {
                filled.await();
                continue;
            }
            boolean awaited = urgent || !requests.isEmpty();
            long turn = awaited ? takenAt + manners.pace().toNanos() : companyUntil;
            long nanos = turn - System.nanoTime();
            if (nanos <= 0) {
                return;
            }
            pacing = awaited;
            filled.awaitNanos(nanos);
            pacing = false;
        }
    }

    /** Who lets time pass until a turn need not be woken for each that comes. */
    private void signal() {
        if (!pacing || news.size() + requests.size() >= manners.enough()) {
            filled.signal();
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
            urgent = !news.isEmpty();
            filled.signal();
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
