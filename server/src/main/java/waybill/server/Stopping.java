package waybill.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The orderly end of the process, whoever asks for it. Each part of it has a limit of its own: 15 s for requests that
 * are being answered, 5 s for payment providers, 8 s for PostgreSQL; should one of them fail, there is a last one here.
 * Whoever asks again, as an impatient person does, changes nothing.
 */
final class Stopping {
    /** Kubernetes and others kill after 30 s. */
    private static final Duration LONGEST = Duration.ofMillis(29_500);

    private final Waybill waybill;
    private volatile int code;

    private Stopping(Waybill waybill) {
        this.waybill = waybill;
    }

    /** On SIGTERM or Ctrl-C: finish what was begun, stop the database, and end with exit code 0. */
    static Stopping onSignal(Waybill waybill) {
        Stopping stopping = new Stopping(waybill);
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::close, "stopping"));
        return stopping;
    }

    /** The process is about to end because something failed; it ends in order, but not well. */
    void failed() {
        code = 1;
    }

    private void close() {
        Thread closing = Thread.ofPlatform().daemon(true).name("closing").start(this::closeInOrder);
        try {
            if (!closing.join(waybill.grace().plus(LONGEST))) {
                System.err.println("Waybill did not stop in time and is ended by force; nothing acknowledged is lost.");
                code = 1;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    private void closeInOrder() {
        try {
            waybill.close();
        } catch (RuntimeException failed) {
            System.err.println("Waybill did not stop in order: " + failed.getMessage());
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
