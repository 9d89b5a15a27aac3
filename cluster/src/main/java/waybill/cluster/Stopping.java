package waybill.cluster;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The orderly end of everything, on Ctrl-C or SIGTERM; whoever asks again changes nothing. */
final class Stopping {
    /** The sum of what the parts allow themselves; usually it takes a few seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private final Cluster cluster;
    private volatile int code;

    private Stopping(Cluster cluster) {
        this.cluster = cluster;
    }

    static Stopping onSignal(Cluster cluster) {
        Stopping stopping = new Stopping(cluster);
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::close, "stopping"));
        return stopping;
    }

    /** The process is about to end because something failed. */
    void failed() {
        code = 1;
    }

    private void close() {
        Thread closing = Thread.ofPlatform().daemon(true).name("closing").start(this::closeInOrder);
        try {
            if (!closing.join(LONGEST)) {
                System.err.println(
                        "The cluster did not stop in time and is ended by force; nothing acknowledged is lost.");
                code = 1;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    private void closeInOrder() {
        try {
            cluster.close();
        } catch (RuntimeException failed) {
            System.err.println("The cluster did not stop in order: " + failed.getMessage());
            code = 1;
        }
    }

    /** Waits for a signal; returns only if interrupted. */
    int await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }
}
