package waybill.server;

import java.util.concurrent.CountDownLatch;

/** The orderly end of the process, whoever asks for it. */
final class Stopping {
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
        int result = code;
        try {
            waybill.close();
        } catch (RuntimeException failed) {
            System.err.println("Waybill did not stop in order: " + failed.getMessage());
            result = 1;
        }
        Runtime.getRuntime().halt(result);
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
