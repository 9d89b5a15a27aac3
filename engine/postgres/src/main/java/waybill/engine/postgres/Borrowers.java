package waybill.engine.postgres;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import waybill.engine.core.log.StoreFault;

/**
 * The platform threads that borrow connections for virtual ones. Whoever gives a connection back to the pool waits,
 * awake, until those who are waiting for one have taken it; if one of these is a virtual thread, whose turn it is to
 * run only after those who wait for it, nothing runs any more (decision 34).
 */
final class Borrowers implements AutoCloseable {
    private static final long IDLE_SECONDS = 60;

    private final String name;
    private final ThreadPoolExecutor threads;

    /**
     * As many as may ever have a connection.
     *
     * @param name of the database
     */
    Borrowers(String name, int count) {
        this.name = name;
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-borrower-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has the work done, and waits for it.
     *
     * @param work throws no checked exceptions
     * @throws StoreFault.Unavailable if the caller is interrupted; what it wanted may go on, or have been done
     */
    <T> T borrow(Callable<T> work) {
        Future<T> done = submitted(work);
        try {
            return done.get();
        } catch (InterruptedException interrupted) {
            done.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreFault.Unavailable("interrupted at the database " + name, interrupted);
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case Error defect -> throw defect;
                case RuntimeException reason -> reason;
                case null, default -> new IllegalStateException("no work throws this", failed);
            };
        }
    }

    private <T> Future<T> submitted(Callable<T> work) {
        try {
            return threads.submit(work);
        } catch (RejectedExecutionException closed) {
            throw new StoreFault.Unavailable("the database " + name + " is closed", closed);
        }
    }

    /** Lets what is being done end; nothing more begins. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
