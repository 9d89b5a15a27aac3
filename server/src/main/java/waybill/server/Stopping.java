package waybill.server;

import java.util.concurrent.CountDownLatch;

/** The orderly end of the process. */
final class Stopping {
    private Stopping() {}

    /** On SIGTERM or Ctrl-C: finish what was begun, stop the database, and end with exit code 0. */
    static void onSignal(AllInOne waybill) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(waybill), "stopping"));
    }

    private static void close(AllInOne waybill) {
        int code = 0;
        try {
            waybill.close();
        } catch (RuntimeException failed) {
            System.err.println("Waybill did not stop in order: " + failed.getMessage());
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }

    /** Waits for a signal; does not return. */
    static int await() {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
